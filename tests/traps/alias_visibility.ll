; A hidden alias and a protected one of functions that are visible: the other partitions must declare them hidden and protected, or they reach
; them as if another library could replace them.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@hidden_name = hidden alias i32 (), ptr @shown
@protected_name = protected alias i32 (), ptr @shown
define i32 @shown() noinline { ret i32 1 }
define i32 @a() noinline {
  %r = call i32 @hidden_name()
  ret i32 %r
}
define i32 @b() noinline {
  %r = call i32 @protected_name()
  ret i32 %r
}
define ptr @address() noinline { ret ptr @hidden_name }
