; Code generation makes one table of stack maps for each object, under a name of the object's own; here the program reads its own.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

@__LLVM_StackMaps = external hidden global i8
@fmt = private unnamed_addr constant [16 x i8] c"v%d f%d r%d a\0A\00\00"
declare void @llvm.experimental.stackmap(i64, i32, ...)
declare void @llvm.experimental.patchpoint.void(i64, i32, ptr, i32, ...)
declare i32 @printf(ptr, ...)

define void @a(i32 %x) noinline {
  call void (i64, i32, ...) @llvm.experimental.stackmap(i64 1, i32 0, i32 %x)
  ret void
}

define void @b(i32 %x) noinline {
  call void (i64, i32, ...) @llvm.experimental.stackmap(i64 2, i32 0, i32 %x)
  call void (i64, i32, ...) @llvm.experimental.stackmap(i64 3, i32 0, i32 %x)
  ret void
}

define void @c(i32 %x) noinline {
  call void (i64, i32, ptr, i32, ...) @llvm.experimental.patchpoint.void(i64 4, i32 15, ptr null, i32 0, i32 %x)
  ret void
}

define i32 @none(i32 %x) noinline {
  ret i32 %x
}

define i32 @main(i32 %argc, ptr %argv) {
  call void @a(i32 %argc)
  call void @b(i32 %argc)
  call void @c(i32 %argc)
  %n = call i32 @none(i32 %argc)
  %ver = load volatile i8, ptr @__LLVM_StackMaps
  %nf.p = getelementptr i8, ptr @__LLVM_StackMaps, i64 4
  %nf = load volatile i32, ptr %nf.p
  %nr.p = getelementptr i8, ptr @__LLVM_StackMaps, i64 12
  %nr = load volatile i32, ptr %nr.p
  %v1 = zext i8 %ver to i32
  %r = call i32 (ptr, ...) @printf(ptr @fmt, i32 %v1, i32 %nf, i32 %nr)
  ret i32 0
}
