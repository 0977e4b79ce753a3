; Destructors with comdat keys, which are dropped where their key is only declared, and one without. The one that runs last prints how many did.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
$k1 = comdat any
$k2 = comdat any
@k1 = weak_odr global i32 0, comdat
@k2 = weak_odr global i32 0, comdat
@count = internal global i32 0
@format = private unnamed_addr constant [4 x i8] c"%d\0A\00"
@llvm.global_dtors = appending global [3 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 101, ptr @report, ptr null }, { i32, ptr, ptr } { i32 65535, ptr @d1, ptr @k1 }, { i32, ptr, ptr } { i32 65535, ptr @d2, ptr @k2 }]
declare i32 @printf(ptr, ...)
define internal void @bump(i32 %x) noinline {
  %c = load i32, ptr @count
  %d = add i32 %c, %x
  store i32 %d, ptr @count
  ret void
}
define internal void @d1() {
  call void @bump(i32 1)
  ret void
}
define internal void @d2() {
  call void @bump(i32 2)
  ret void
}
define internal void @report() {
  %c = load i32, ptr @count
  %r = call i32 (ptr, ...) @printf(ptr @format, i32 %c)
  ret void
}
define i32 @main() {
  call void @bump(i32 4)
  ret i32 0
}
