; A shared library of -fno-semantic-interposition that only calls what the program replaces: it links, and must not call the program's.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

define dso_local i32 @part(i32 %x) noinline {
  %r = add i32 %x, 1
  ret i32 %r
}

define dso_local i32 @whole(i32 %x) noinline {
  %p = call i32 @part(i32 %x)
  %r = mul i32 %p, 2
  ret i32 %r
}

!llvm.module.flags = !{!0}
!0 = !{i32 8, !"PIC Level", i32 2}
