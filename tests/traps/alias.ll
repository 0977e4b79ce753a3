; Aliases of every kind used from other partitions: of a static, of an alias, into the middle of a variable, weak, internal, of a function
; with another calling convention.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@data = internal global [4 x i32] [i32 1, i32 2, i32 3, i32 4]
@mid = alias i32, getelementptr inbounds ([4 x i32], ptr @data, i64 0, i64 2)
@mid2 = internal alias i32, ptr @mid
@fa = alias i32 (i32), ptr @f
@fw = weak alias i32 (i32), ptr @f
@fl = linkonce_odr alias i32 (i32), ptr @f
@ff = hidden alias i32 (i32, i32), ptr @fast
define internal i32 @f(i32 %x) noinline {
  %r = add i32 %x, 1
  ret i32 %r
}
define internal fastcc i32 @fast(i32 %x, i32 %y) noinline {
  %r = sub i32 %x, %y
  ret i32 %r
}
define i32 @set(i32 %x) noinline {
  store i32 %x, ptr @mid2
  %v = load i32, ptr @mid
  ret i32 %v
}
define i32 @calls(i32 %x) noinline {
  %a = call i32 @fa(i32 %x)
  %b = call i32 @fw(i32 %a)
  %c = call i32 @fl(i32 %b)
  %d = call fastcc i32 @ff(i32 %c, i32 3)
  ret i32 %d
}
define i32 @main() {
  %a = call i32 @set(i32 7)
  %p = getelementptr [4 x i32], ptr @data, i64 0, i64 2
  %b = load i32, ptr %p
  %c = call i32 @calls(i32 0)
  %s = add i32 %a, %b
  %t = add i32 %s, %c
  %same = icmp eq ptr @fa, @f
  %z = zext i1 %same to i32
  %u = add i32 %t, %z
  %r = sub i32 %u, 15
  ret i32 %r
}
