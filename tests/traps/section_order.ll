; A table that code walks from __start_set to __stop_set: its order is the module's, wherever the functions are that use the entries.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@d = internal global i64 4, section "set"
@a = internal global i64 1, section "set"
@c = hidden global i64 3, section "set"
@b = internal global i64 2, section "set"
@llvm.compiler.used = appending global [4 x ptr] [ptr @a, ptr @b, ptr @c, ptr @d], section "llvm.metadata"
@__start_set = external hidden global i64
@__stop_set = external hidden global i64
define i64 @fb() noinline { %v = load volatile i64, ptr @b
 ret i64 %v }
define i64 @fa() noinline { %v = load volatile i64, ptr @a
 ret i64 %v }
define i64 @fd() noinline { %v = load volatile i64, ptr @d
 ret i64 %v }
define i64 @fc() noinline { %v = load volatile i64, ptr @c
 ret i64 %v }
define i32 @main() {
entry:
  %x = call i64 @fa()
  %y = call i64 @fb()
  %z = call i64 @fc()
  %w = call i64 @fd()
  br label %loop
loop:
  %at = phi ptr [ @__start_set, %entry ], [ %next, %loop ]
  %sum = phi i64 [ 0, %entry ], [ %more, %loop ]
  %ten = mul i64 %sum, 10
  %v = load i64, ptr %at
  %more = add i64 %ten, %v
  %next = getelementptr i64, ptr %at, i64 1
  %end = icmp eq ptr %next, @__stop_set
  br i1 %end, label %done, label %loop
done:
  %s = sub i64 %more, 4132
  %u = add i64 %x, %y
  %t = add i64 %z, %w
  %p = add i64 %u, %t
  %q = sub i64 %p, 10
  %o = or i64 %s, %q
  %r = trunc i64 %o to i32
  %bad = icmp ne i64 %o, 0
  %k = zext i1 %bad to i32
  ret i32 %k
}
