; An alias and what it stands for, used side by side and apart from both: their addresses are equal, and a store to one is read from the other.
; LLVM believes neither of two declarations. Seen through (of statics, of a hidden symbol), hidden aliases of what can be replaced, weak ones.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@v = internal global [2 x i32] [i32 1, i32 2]
@va = alias i32, getelementptr ([2 x i32], ptr @v, i64 0, i64 1)
@shown = global i32 3
@shown_alias = hidden alias i32, ptr @shown
@weak_var = weak alias i32, ptr @shown
@table = constant [2 x ptr] [ptr @shown_alias, ptr @weak_f]
@fa = alias i32 (), ptr @f
@shown_f_alias = hidden alias i32 (), ptr @shown_f
@weak_f = weak alias i32 (), ptr @shown_f
define internal i32 @f() noinline { ret i32 1 }
define i32 @shown_f() noinline { ret i32 2 }
define i1 @same_f() noinline {
  %r = icmp eq ptr @f, @fa
  ret i1 %r
}
define i1 @same_shown() noinline {
  %a = icmp eq ptr @shown_f, @shown_f_alias
  %b = icmp eq ptr @shown_f, @weak_f
  %r = and i1 %a, %b
  ret i1 %r
}
define i32 @static() noinline {
  %p = getelementptr [2 x i32], ptr @v, i64 0, i64 1
  store i32 10, ptr %p
  store i32 20, ptr @va
  %r = load i32, ptr %p
  ret i32 %r
}
define i32 @visible() noinline {
  store i32 10, ptr @shown
  store i32 20, ptr @shown_alias
  %r = load i32, ptr @shown
  store i32 30, ptr @weak_var
  %s = load i32, ptr @shown
  %t = add i32 %r, %s
  ret i32 %t
}
define i32 @through_table() noinline {
  %p = load ptr, ptr @table
  store i32 10, ptr @shown
  store i32 20, ptr %p
  %r = load i32, ptr @shown
  ret i32 %r
}
define i32 @main() {
  %a = call i1 @same_f()
  %b = call i1 @same_shown()
  %c = call i32 @static()
  %d = call i32 @visible()
  %e = call i32 @through_table()
  %f1 = call i32 @fa()
  %f2 = call i32 @weak_f()
  %ab = and i1 %a, %b
  %z = zext i1 %ab to i32
  %s1 = add i32 %z, %c
  %s2 = add i32 %s1, %d
  %s3 = add i32 %s2, %e
  %s5 = add i32 %s3, %f1
  %s6 = add i32 %s5, %f2
  %r = sub i32 %s6, 94
  ret i32 %r
}
