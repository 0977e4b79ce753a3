; Thread-local variables of every kind reached from other partitions, an alias of one, a hidden alias of a function, an alias into the middle
; of a variable.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@t1 = internal thread_local global i32 5
@t2 = thread_local(initialexec) global i32 7
@ta = hidden thread_local alias i32, ptr @t1
@arr = internal global [4 x i32] [i32 1, i32 2, i32 3, i32 4]
@mid = hidden alias i32, getelementptr inbounds ([4 x i32], ptr @arr, i64 0, i64 2)
@fa = hidden alias i32 (i32), ptr @f
define internal i32 @f(i32 %x) noinline { %r = add i32 %x, 1
 ret i32 %r }
@pair = internal thread_local global [2 x i32] zeroinitializer
@second = hidden thread_local alias i32, getelementptr ([2 x i32], ptr @pair, i64 0, i64 1)
declare ptr @llvm.threadlocal.address.p0(ptr)
define void @set(i32 %x) noinline {
  %p = call ptr @llvm.threadlocal.address.p0(ptr @t1)
  store i32 %x, ptr %p
  %q = call ptr @llvm.threadlocal.address.p0(ptr @t2)
  store i32 %x, ptr %q
  store i32 %x, ptr @mid
  ret void
}
define i32 @get() noinline {
  %p = call ptr @llvm.threadlocal.address.p0(ptr @ta)
  %a = load i32, ptr %p
  %q = call ptr @llvm.threadlocal.address.p0(ptr @t2)
  %b = load i32, ptr %q
  %g = getelementptr [4 x i32], ptr @arr, i64 0, i64 2
  %c = load i32, ptr %g
  %d = add i32 %a, %b
  %e = add i32 %d, %c
  %f = call i32 @fa(i32 %e)
  ret i32 %f
}
define i32 @both() noinline {
  %p = call ptr @llvm.threadlocal.address.p0(ptr @pair)
  %q = getelementptr [2 x i32], ptr %p, i64 0, i64 1
  %u = call ptr @llvm.threadlocal.address.p0(ptr @second)
  store i32 10, ptr %q
  store i32 20, ptr %u
  %r = load i32, ptr %q
  ret i32 %r
}
define i32 @main() {
  %before = call i32 @get()
  call void @set(i32 100)
  %after = call i32 @get()
  %s = add i32 %before, %after
  %both = call i32 @both()
  %s2 = add i32 %s, %both
  %r = sub i32 %s2, 337
  ret i32 %r
}
