; Tables of distances to functions as relative vtables have them: from the table to a local stand-in for a function that may be replaced. And the
; address of a function without its jump table. Both are constants that LLVM's C API has no kind for.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@table = internal unnamed_addr constant [2 x i32] [i32 trunc (i64 sub (i64 ptrtoint (ptr dso_local_equivalent @shown to i64), i64 ptrtoint (ptr @table to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr dso_local_equivalent @static to i64), i64 ptrtoint (ptr @table to i64)) to i32)]
define i32 @shown() noinline { ret i32 1 }
define internal i32 @static() noinline { ret i32 2 }
declare ptr @llvm.load.relative.i64(ptr, i64)
define i32 @call(i64 %i) noinline {
  %f = call ptr @llvm.load.relative.i64(ptr @table, i64 %i)
  %r = call i32 %f()
  ret i32 %r
}
define i1 @same() noinline {
  %p = load volatile ptr, ptr @kept
  %r = icmp eq ptr %p, no_cfi @static
  ret i1 %r
}
@kept = internal global ptr @static
define i32 @main() {
  %a = call i32 @call(i64 0)
  %b = call i32 @call(i64 4)
  %c = call i1 @same()
  %z = zext i1 %c to i32
  %s = add i32 %a, %b
  %t = add i32 %s, %z
  %r = sub i32 %t, 4
  ret i32 %r
}
