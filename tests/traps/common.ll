; A common symbol that a native object has larger: it must stay common, so that the linker takes the larger of the two.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@buffer = common global [4 x i8] zeroinitializer
@counter = common global i32 0
define i32 @first() noinline {
  %v = load volatile i8, ptr @buffer
  %z = zext i8 %v to i32
  ret i32 %z
}
define void @count() noinline {
  %c = load i32, ptr @counter
  %d = add i32 %c, 1
  store i32 %d, ptr @counter
  ret void
}
declare void @fill()
define i32 @main() {
  call void @fill()
  call void @count()
  %a = call i32 @first()
  %c = load i32, ptr @counter
  %s = add i32 %a, %c
  %r = sub i32 %s, 86
  ret i32 %r
}
