; Constants whose addresses are compared: seen from two partitions they must be one, and two equal ones must stay two. The string may be
; copied: nobody may look at its address.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@k1 = internal constant i32 1
@k2 = internal constant i32 1
@s = internal unnamed_addr constant [4 x i8] c"abc\00"
@name = internal constant [4 x i8] c"abc\00"
define ptr @one(i1 %c) noinline {
  %p = select i1 %c, ptr @k1, ptr @name
  ret ptr %p
}
define ptr @two(i1 %c) noinline {
  %p = select i1 %c, ptr @k1, ptr @name
  ret ptr %p
}
define ptr @three() noinline { ret ptr @k2 }
define internal i32 @f() noinline { ret i32 0 }
define ptr @f1() noinline { ret ptr @f }
define ptr @f2() noinline { ret ptr @f }
define i8 @letter(i64 %i) noinline {
  %p = getelementptr i8, ptr @s, i64 %i
  %v = load volatile i8, ptr %p
  ret i8 %v
}
define i32 @main() {
  %a = call ptr @one(i1 true)
  %b = call ptr @two(i1 true)
  %c = call ptr @one(i1 false)
  %d = call ptr @two(i1 false)
  %e = call ptr @three()
  %x = call ptr @f1()
  %y = call ptr @f2()
  %k = icmp eq ptr %a, %b
  %n = icmp eq ptr %c, %d
  %f = icmp eq ptr %x, %y
  %u = icmp ne ptr %a, %e
  %v1 = load volatile i8, ptr @s
  %v2 = call i8 @letter(i64 0)
  %w = icmp eq i8 %v1, %v2
  %t1 = and i1 %k, %n
  %t2 = and i1 %f, %u
  %t3 = and i1 %t1, %t2
  %ok = and i1 %t3, %w
  %bad = xor i1 %ok, true
  %r = zext i1 %bad to i32
  ret i32 %r
}
