; The distance of two labels that asm makes global: an assembler can only take it where both are defined.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
module asm ".data"
module asm ".globl asm_start, asm_end"
module asm "asm_start: .quad 1, 2, 3"
module asm "asm_end:"
@asm_start = external global i8
@asm_end = external global i8
@distance = constant i64 sub (i64 ptrtoint (ptr @asm_end to i64), i64 ptrtoint (ptr @asm_start to i64))
@ok = constant [3 x i8] c"ok\00"
@bad = constant [4 x i8] c"bad\00"
declare i32 @puts(ptr)
define i64 @read() noinline {
  %d = load volatile i64, ptr @distance
  ret i64 %d
}
define i64 @first() noinline {
  %d = load volatile i64, ptr @asm_start
  ret i64 %d
}
define i32 @main() {
  %d = call i64 @read()
  %f = call i64 @first()
  %s = add i64 %d, %f
  %is = icmp eq i64 %s, 25
  %p = select i1 %is, ptr @ok, ptr @bad
  %r = call i32 @puts(ptr %p)
  ret i32 0
}
