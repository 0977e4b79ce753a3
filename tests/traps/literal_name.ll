; "\01name" takes the name literally: to the assembler it is the static "name" of the same object, to another object it is nothing.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@value = internal global i32 7
@"\01value" = external global i32
@llvm.compiler.used = appending global [2 x ptr] [ptr @value, ptr @work], section "llvm.metadata"
declare i32 @"\01work"()
define i32 @first() noinline { ret i32 1 }
define internal i32 @work() noinline { ret i32 2 }
define i32 @by_name() noinline {
  %v = load volatile i32, ptr @value
  %w = call i32 @work()
  %r = add i32 %v, %w
  ret i32 %r
}
define i32 @literally() noinline {
  %v = load volatile i32, ptr @"\01value"
  %w = call i32 @"\01work"()
  %r = add i32 %v, %w
  ret i32 %r
}
define i32 @main() {
  %a = call i32 @by_name()
  %b = call i32 @literally()
  %c = call i32 @first()
  %s = add i32 %a, %b
  %t = add i32 %s, %c
  %r = sub i32 %t, 19
  ret i32 %r
}
