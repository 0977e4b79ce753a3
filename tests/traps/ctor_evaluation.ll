; Constructors that globalopt can run at compile time, if it sees them. A comdat keeps the second one, and what it writes, beside
; an empty one, which stays with their list; the others are apart.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

$log = comdat any
@log = global i32 0, comdat
@llvm.global_ctors = appending global [4 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 101, ptr @empty, ptr null },
  { i32, ptr, ptr } { i32 101, ptr @first, ptr null },
  { i32, ptr, ptr } { i32 101, ptr @second, ptr null }, { i32, ptr, ptr } { i32 101, ptr @third, ptr null }]

define internal void @empty() comdat($log) {
  ret void
}

define internal void @first() noinline {
  %v = load i32, ptr @log
  %t = mul i32 %v, 10
  %w = add i32 %t, 1
  store i32 %w, ptr @log
  ret void
}

define internal void @second() noinline comdat($log) {
  %v = load i32, ptr @log
  %t = mul i32 %v, 10
  %w = add i32 %t, 2
  store i32 %w, ptr @log
  ret void
}

define internal void @third() noinline {
  %v = load i32, ptr @log
  %t = mul i32 %v, 10
  %w = add i32 %t, 3
  store i32 %w, ptr @log
  ret void
}

define i32 @again() noinline {
  call void @first()
  call void @first()
  ret i32 0
}

define i32 @main() {
  %v = load volatile i32, ptr @log
  %a = call i32 @again()
  %w = load volatile i32, ptr @log
  %b = icmp eq i32 %v, 123
  %c = icmp eq i32 %w, 12311
  %d = and i1 %b, %c
  %e = xor i1 %d, true
  %r = zext i1 %e to i32
  ret i32 %r
}
