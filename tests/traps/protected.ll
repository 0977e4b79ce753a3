; Protected symbols of a library: the program has symbols of the same names, and the library must go on using its own, from every partition.
; Two addresses of a protected function taken inside are one.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@value = protected global i32 7
@alias = weak protected alias i32 (), ptr @work
define protected i32 @work() noinline { ret i32 70 }
define i32 @ask() {
  %v = load volatile i32, ptr @value
  %a = call i32 @alias()
  %w = call i32 @work()
  %s = add i32 %v, %a
  %r = add i32 %s, %w
  ret i32 %r
}
define ptr @where() noinline { ret ptr @work }
define i32 @same() {
  %p = call ptr @where()
  %e = icmp eq ptr %p, @work
  %r = zext i1 %e to i32
  ret i32 %r
}
