target triple="x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
; Nothing alive uses any of these, and nobody defines what they use. Each is dead through another one: cut apart, a partition sees a use of what it
; defines and cannot tell that the user is dead.
$group = comdat any
@table = internal global [2 x ptr] [ptr @missing_entry, ptr @last]
@constant = internal constant ptr @missing_constant
@name = internal alias ptr, ptr @table
define internal void @first() {
  call void @last()
  %a = load ptr, ptr @table
  %b = load ptr, ptr @constant
  %c = load ptr, ptr @name
  call void @inline()
  call void @group()
  ret void
}
define internal void @last() {
  call void @missing()
  call void @first()
  ret void
}
define linkonce_odr void @inline() {
  call void @missing_inline()
  ret void
}
define linkonce_odr void @group() comdat {
  call void @missing_group()
  ret void
}
define i32 @main() {
  ret i32 0
}
declare void @missing()
declare void @missing_inline()
declare void @missing_group()
declare void @missing_entry()
declare void @missing_constant()
