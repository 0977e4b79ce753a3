; Annotations name functions all over the program; the array reaches no object, and must not drag references into each partition.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@.note = private unnamed_addr constant [5 x i8] c"note\00", section "llvm.metadata"
@.file = private unnamed_addr constant [4 x i8] c"a.c\00", section "llvm.metadata"
@llvm.global.annotations = appending global [2 x { ptr, ptr, ptr, i32, ptr }] [{ ptr, ptr, ptr, i32, ptr } { ptr @f, ptr @.note, ptr @.file, i32 1, ptr null }, { ptr, ptr, ptr, i32, ptr } { ptr @v, ptr @.note, ptr @.file, i32 2, ptr null }], section "llvm.metadata"
@v = internal global i32 3
define internal i32 @f() noinline {
  %v = load volatile i32, ptr @v
  ret i32 %v
}
define i32 @g() noinline {
  %r = call i32 @f()
  ret i32 %r
}
define i32 @main() {
  %a = call i32 @g()
  %b = call i32 @f()
  %r = sub i32 %a, %b
  ret i32 %r
}
