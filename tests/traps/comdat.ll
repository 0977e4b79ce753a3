; A comdat of a function and its table. In two objects there are two groups of one name, and the linker throws one of them away.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
$g = comdat any
@table = linkonce_odr global i32 5, comdat($g)
define linkonce_odr i32 @g() noinline comdat {
  %v = load i32, ptr @table
  ret i32 %v
}
define i32 @user() noinline {
  %v = load volatile i32, ptr @table
  ret i32 %v
}
define i32 @main() {
  %a = call i32 @g()
  %b = call i32 @user()
  %s = add i32 %a, %b
  %r = sub i32 %s, 10
  ret i32 %r
}
