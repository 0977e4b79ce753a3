; Two statics that call each other ten million times, each call a jump: a frame that stayed would overflow the stack. Once directly and once
; through an alias, with LLVM's tail calling convention and the C one.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@pong_name = hidden alias i64 (i64, i64), ptr @pong
define internal tailcc i64 @ping(i64 %n, i64 %sum) noinline {
  %done = icmp eq i64 %n, 0
  br i1 %done, label %out, label %on
out:
  ret i64 %sum
on:
  %m = sub i64 %n, 1
  %s = add i64 %sum, 1
  %r = musttail call tailcc i64 @pong_name(i64 %m, i64 %s)
  ret i64 %r
}
define internal tailcc i64 @pong(i64 %n, i64 %sum) noinline {
  %r = musttail call tailcc i64 @ping(i64 %n, i64 %sum)
  ret i64 %r
}
define internal i64 @tick(ptr %p, i64 %n, i64 %sum) noinline {
  %done = icmp eq i64 %n, 0
  br i1 %done, label %out, label %on
out:
  store i64 %sum, ptr %p
  ret i64 %sum
on:
  %m = sub i64 %n, 1
  %r = musttail call i64 @tock(ptr %p, i64 %m, i64 %sum)
  ret i64 %r
}
define internal i64 @tock(ptr %p, i64 %n, i64 %sum) noinline {
  %s = add i64 %sum, 1
  %r = musttail call i64 @tick(ptr %p, i64 %n, i64 %s)
  ret i64 %r
}
define i32 @main() {
  %p = alloca i64
  %a = call tailcc i64 @ping(i64 10000000, i64 0)
  %b = call i64 @tick(ptr %p, i64 10000000, i64 0)
  %c = load i64, ptr %p
  %s = add i64 %a, %b
  %t = add i64 %s, %c
  %u = sub i64 %t, 30000000
  %r = trunc i64 %u to i32
  ret i32 %r
}
