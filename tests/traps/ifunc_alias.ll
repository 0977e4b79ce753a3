; An ifunc whose resolver is reached through an alias, called through an alias of the ifunc, and by its own name.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@ifn = ifunc i32 (i32), ptr @resolver_name
@other = alias i32 (i32), ptr @ifn
@resolver_name = internal alias ptr (), ptr @resolver
define internal ptr @resolver() { ret ptr @target }
define internal i32 @target(i32 %x) noinline {
  %r = add i32 %x, 1
  ret i32 %r
}
define i32 @a(i32 %x) noinline {
  %r = call i32 @ifn(i32 %x)
  ret i32 %r
}
define i32 @b(i32 %x) noinline {
  %r = call i32 @other(i32 %x)
  ret i32 %r
}
define i32 @main() {
  %a = call i32 @a(i32 1)
  %b = call i32 @b(i32 %a)
  %r = sub i32 %b, 3
  ret i32 %r
}
