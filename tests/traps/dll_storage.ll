; dllexport and dllimport, which mean something on Windows alone, on definitions and declarations that other partitions use, one of them under
; a name that only the assembler would see.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@shown = dllexport global i32 1
@".Lshown" = dllexport global i32 2
@name = dllexport alias i32, ptr @shown
@stdout = external dllimport global ptr
declare dllimport i32 @fputs(ptr, ptr)
@text = private unnamed_addr constant [4 x i8] c"hi\0A\00"
define dllexport i32 @f() noinline {
  %a = load volatile i32, ptr @shown
  %b = load volatile i32, ptr @".Lshown"
  %c = load volatile i32, ptr @name
  %s = add i32 %a, %b
  %r = add i32 %s, %c
  ret i32 %r
}
define i32 @main() {
  %a = call i32 @f()
  %s = load ptr, ptr @stdout
  %w = call i32 @fputs(ptr @text, ptr %s)
  %b = load volatile i32, ptr @".Lshown"
  %t = add i32 %a, %b
  %r = sub i32 %t, 6
  ret i32 %r
}
