; Weak definitions that a native object replaces by strong ones: the constant's value and the function's body are not to be relied on in any
; partition.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@limit = weak constant i32 1
define weak i32 @policy() noinline { ret i32 1 }
define i32 @a() noinline {
  %v = load i32, ptr @limit
  %p = call i32 @policy()
  %r = add i32 %v, %p
  ret i32 %r
}
define i32 @b() noinline {
  %v = load i32, ptr @limit
  %r = mul i32 %v, 2
  ret i32 %r
}
define i32 @main() {
  %a = call i32 @a()
  %b = call i32 @b()
  %s = add i32 %a, %b
  %r = sub i32 %s, 122
  ret i32 %r
}
