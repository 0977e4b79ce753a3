; Names that only code generation writes: an attribute's stack probe, an entry hook, the runtime function for a division, the stack protector's failure.
; All are statics, and in one object the assembler finds them.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

@count = internal global i32 0
@fmt = private unnamed_addr constant [10 x i8] c"%d %d %d\0A\00"
@llvm.compiler.used = appending global [3 x ptr] [ptr @my_probe, ptr @__udivti3, ptr @__cyg_profile_func_enter], section "llvm.metadata"
@divisor = internal global i128 0
@divisions = internal global i32 0
@entries = internal global i32 0

declare i32 @printf(ptr, ...)

define internal void @my_probe() naked noinline {
  call void asm sideeffect "incl ${0:c}(%rip)\0Aret", "i,~{memory}"(ptr @count)
  unreachable
}

define internal void @__cyg_profile_func_enter(ptr %f, ptr %c) noinline {
  %n = load volatile i32, ptr @entries
  %m = add i32 %n, 1
  store volatile i32 %m, ptr @entries
  ret void
}

define internal i128 @__udivti3(i128 %a, i128 %b) noinline {
  %n = load volatile i32, ptr @divisions
  %m = add i32 %n, 1
  store volatile i32 %m, ptr @divisions
  ret i128 5
}

define void @a() noinline "probe-stack"="my_probe" {
  %x = alloca [20000 x i8], align 16
  call void asm sideeffect "", "r,~{memory}"(ptr %x)
  ret void
}

define void @b() noinline "probe-stack"="my_probe" {
  %x = alloca [30000 x i8], align 16
  call void asm sideeffect "", "r,~{memory}"(ptr %x)
  ret void
}

define i128 @divide(i128 %a, i128 %b) noinline {
  %r = udiv i128 %a, %b
  ret i128 %r
}

define void @entered() noinline "instrument-function-entry-inlined"="__cyg_profile_func_enter" {
  call void asm sideeffect "", ""()
  ret void
}

define i32 @main(i32 %argc, ptr %argv) noinline {
  call void @a()
  call void @b()
  call void @b()
  %v = load volatile i128, ptr @divisor
  %w = add i128 %v, 1
  %q = call i128 @divide(i128 40, i128 %w)
  store volatile i128 %q, ptr @divisor
  call void @entered()
  %c = load volatile i32, ptr @count
  %d = load volatile i32, ptr @divisions
  %e = load volatile i32, ptr @entries
  %r = call i32 (ptr, ...) @printf(ptr @fmt, i32 %c, i32 %d, i32 %e)
  ret i32 0
}
