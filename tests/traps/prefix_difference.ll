; Prefix data as -fsanitize=function had it: the distance from the function to a pointer to its type, which is a static elsewhere.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@type_pointer = private constant ptr @type
@type = internal global i32 5
define i32 @get() noinline prefix <{ i32, i32 }> <{ i32 846595819, i32 trunc (i64 sub (i64 ptrtoint (ptr @type_pointer to i64), i64 ptrtoint (ptr @get to i64)) to i32) }> { ret i32 1 }
define i32 @user() noinline {
  %t = load volatile ptr, ptr @type_pointer
  %v = load volatile i32, ptr %t
  ret i32 %v
}
define i32 @checked(ptr %callee) noinline {
  %p = getelementptr i8, ptr %callee, i64 -4
  %o = load volatile i32, ptr %p
  %s = sext i32 %o to i64
  %q = getelementptr i8, ptr %callee, i64 %s
  %t = load volatile ptr, ptr %q
  %v = load volatile i32, ptr %t
  %w = call i32 %callee()
  %r = add i32 %v, %w
  ret i32 %r
}
define i32 @main() {
  %a = call i32 @checked(ptr @get)
  %b = call i32 @user()
  %s = add i32 %a, %b
  %r = sub i32 %s, 11
  ret i32 %r
}
