; Constants that the C API takes for instructions: dso_local_equivalent (relative vtables), no_cfi.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@table = internal constant [2 x i32] [i32 trunc (i64 sub (i64 ptrtoint (ptr dso_local_equivalent @shown to i64), i64 ptrtoint (ptr @table to i64)) to i32),
  i32 trunc (i64 sub (i64 ptrtoint (ptr dso_local_equivalent @local to i64), i64 ptrtoint (ptr @table to i64)) to i32)]
@unchecked = internal global [2 x ptr] [ptr no_cfi @shown, ptr no_cfi @local]
declare ptr @llvm.load.relative.i64(ptr, i64)
define i32 @shown() noinline { ret i32 3 }
define internal i32 @local() noinline { ret i32 4 }
define i32 @relative(i64 %at) noinline {
  %f = call ptr @llvm.load.relative.i64(ptr @table, i64 %at)
  %r = call i32 %f()
  ret i32 %r
}
define i32 @main() {
  %a = call i32 @relative(i64 0)
  %b = call i32 @relative(i64 4)
  %f = load ptr, ptr @unchecked
  %c = call i32 %f()
  %slot = getelementptr ptr, ptr @unchecked, i64 1
  %g = load ptr, ptr %slot
  %d = call i32 %g()
  %s = add i32 %a, %b
  %t = add i32 %c, %d
  %u = add i32 %s, %t
  %r = sub i32 %u, 14
  ret i32 %r
}
