; Prefix data that names a static and is read before the function's address (-fsanitize=function and kcfi do that), and prologue data, here
; the instruction nop, in front of the code.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@type = internal global i32 0
define internal i32 @f() noinline prefix ptr @type { ret i32 1 }
define internal i32 @g() noinline prologue i8 -112 { ret i32 2 }
@g_pointer = internal global ptr @g
define i32 @checked(ptr %callee) noinline {
  %p = getelementptr i8, ptr %callee, i64 -8
  %t = load ptr, ptr %p, align 1
  %ok = icmp eq ptr %t, @type
  br i1 %ok, label %call, label %bad
call:
  %r = call i32 %callee()
  ret i32 %r
bad:
  ret i32 50
}
define i32 @first_byte() noinline {
  %g = load volatile ptr, ptr @g_pointer
  %b = load volatile i8, ptr %g
  %z = zext i8 %b to i32
  ret i32 %z
}
define i32 @main() {
  %a = call i32 @checked(ptr @f)
  %b = call i32 @first_byte()
  %c = call i32 @g()
  %s = add i32 %a, %b
  %t = add i32 %s, %c
  %r = sub i32 %t, 147
  ret i32 %r
}
