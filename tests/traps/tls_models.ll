; Thread-local variables of all four models, statics and aliases among them, in a library that is opened at run time and used from two threads.
; (local-exec is for programs: here it is in a hidden variable that nobody reads.)
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@general = thread_local global i32 1
@static_general = internal thread_local global i32 2
@local = internal thread_local(localdynamic) global i32 3
@initial = hidden thread_local(initialexec) global i32 4
@name = thread_local alias i32, ptr @static_general
@local_name = hidden thread_local(localdynamic) alias i32, ptr @local
declare nonnull ptr @llvm.threadlocal.address.p0(ptr nonnull)
define i32 @add(i32 %x) noinline {
  %p = call ptr @llvm.threadlocal.address.p0(ptr @general)
  %a = load i32, ptr %p
  %a1 = add i32 %a, %x
  store i32 %a1, ptr %p
  %q = call ptr @llvm.threadlocal.address.p0(ptr @name)
  %b = load i32, ptr %q
  %b1 = add i32 %b, %x
  store i32 %b1, ptr %q
  %u = call ptr @llvm.threadlocal.address.p0(ptr @local_name)
  %c = load i32, ptr %u
  %c1 = add i32 %c, %x
  store i32 %c1, ptr %u
  %w = call ptr @llvm.threadlocal.address.p0(ptr @initial)
  store i32 %x, ptr %w
  ret i32 0
}
define i32 @sum() noinline {
  %p = call ptr @llvm.threadlocal.address.p0(ptr @general)
  %a = load i32, ptr %p
  %q = call ptr @llvm.threadlocal.address.p0(ptr @static_general)
  %b = load i32, ptr %q
  %u = call ptr @llvm.threadlocal.address.p0(ptr @local)
  %c = load i32, ptr %u
  %w = call ptr @llvm.threadlocal.address.p0(ptr @initial)
  %d = load i32, ptr %w
  %s = add i32 %a, %b
  %t = add i32 %s, %c
  %r = add i32 %t, %d
  ret i32 %r
}
