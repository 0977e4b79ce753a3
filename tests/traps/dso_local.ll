; A shared library of -fno-semantic-interposition: it exports its functions and variables, and refers to its own whatever the program has of the names.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

@count = dso_local global i32 7
@table = dso_local global [2 x ptr] [ptr @part, ptr @second]
@fixed = dso_local constant [4 x i32] [i32 1, i32 2, i32 3, i32 4]
@state = dso_local thread_local global i32 30
@second = dso_local alias i32 (i32), ptr @part2

define dso_local i32 @part(i32 %x) noinline {
  %r = add i32 %x, 1
  ret i32 %r
}

define dso_local i32 @part2(i32 %x) noinline {
  %r = add i32 %x, 2
  ret i32 %r
}

define dso_local ptr @pick() noinline {
  ret ptr @part
}

define dso_local i32 @whole(i32 %x) noinline {
  %p = call i32 @part(i32 %x)
  %q = call i32 @second(i32 %p)
  %n = load volatile i32, ptr @count
  %r = add i32 %q, %n
  ret i32 %r
}

define dso_local i32 @constant(i64 %i) noinline {
  %p = getelementptr [4 x i32], ptr @fixed, i64 0, i64 %i
  %r = load i32, ptr %p
  ret i32 %r
}

define dso_local i32 @thread() noinline {
  %p = call ptr @llvm.threadlocal.address.p0(ptr @state)
  %r = load volatile i32, ptr %p
  ret i32 %r
}

define dso_local i32 @same() noinline {
  %p = call ptr @pick()
  %e = icmp eq ptr %p, @part
  %r = zext i1 %e to i32
  ret i32 %r
}

declare ptr @llvm.threadlocal.address.p0(ptr)
!llvm.module.flags = !{!0}
!0 = !{i32 8, !"PIC Level", i32 2}
