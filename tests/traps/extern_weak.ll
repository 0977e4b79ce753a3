; Weak references to symbols that nobody defines: null in every partition, and no error at link time.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@missing = extern_weak global i32
declare extern_weak void @absent()
define i32 @a() noinline {
  %n = icmp eq ptr @missing, null
  %r = zext i1 %n to i32
  ret i32 %r
}
define i32 @b() noinline {
  %n = icmp eq ptr @absent, null
  br i1 %n, label %none, label %some
some:
  call void @absent()
  ret i32 5
none:
  ret i32 1
}
define i32 @main() {
  %a = call i32 @a()
  %b = call i32 @b()
  %n = icmp eq ptr @absent, null
  %c = zext i1 %n to i32
  %s = add i32 %a, %b
  %t = add i32 %s, %c
  %r = sub i32 %t, 3
  ret i32 %r
}
