; Module-level asm makes the label of the stack maps known to others: the native object wants all of them.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

module asm ".globl __LLVM_StackMaps"
declare void @llvm.experimental.stackmap(i64, i32, ...)

define void @a(i32 %x) noinline {
  call void (i64, i32, ...) @llvm.experimental.stackmap(i64 1, i32 0, i32 %x)
  ret void
}

define void @b(i32 %x) noinline {
  call void (i64, i32, ...) @llvm.experimental.stackmap(i64 2, i32 0, i32 %x)
  ret void
}

define i32 @work(i32 %x) noinline {
  call void @a(i32 %x)
  call void @b(i32 %x)
  ret i32 0
}
