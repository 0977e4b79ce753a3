; Names that need quoting somewhere: spaces, quotes, UTF-8, a leading \01, an at sign, none at all. All local, all used across partitions.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@"a b" = internal global i32 1
@"q\22uote" = internal global i32 2
@"\C3\A9t\C3\A9" = internal global i32 3
@"\01literal" = internal global i32 4
@0 = internal global i32 5
@1 = private global i32 6
@"with$dollar.and.dots" = internal global i32 7
@"at@sign" = internal global i32 0
define internal i32 @2(i32 %x) noinline { %v = load i32, ptr @0
 %r = add i32 %v, %x
 ret i32 %r }
define i32 @sum() noinline {
  %a = load i32, ptr @"a b"
  %b = load i32, ptr @"q\22uote"
  %c = load i32, ptr @"\C3\A9t\C3\A9"
  %d = load i32, ptr @"\01literal"
  %e = call i32 @2(i32 0)
  %f = load i32, ptr @1
  %g = load i32, ptr @"with$dollar.and.dots"
  %s1 = add i32 %a, %b
  %s2 = add i32 %s1, %c
  %s3 = add i32 %s2, %d
  %s4 = add i32 %s3, %e
  %s5 = add i32 %s4, %f
  %s6 = add i32 %s5, %g
  %h = load i32, ptr @"at@sign"
  %s7 = add i32 %s6, %h
  ret i32 %s7
}
define void @bump() noinline {
  %a = load i32, ptr @"a b"
  %a1 = add i32 %a, 1
  store i32 %a1, ptr @"a b"
  store i32 20, ptr @"q\22uote"
  store i32 30, ptr @"\C3\A9t\C3\A9"
  store i32 40, ptr @"\01literal"
  store i32 50, ptr @0
  store i32 60, ptr @1
  store i32 70, ptr @"with$dollar.and.dots"
  store i32 0, ptr @"at@sign"
  ret void
}
define i32 @main() {
  %x = call i32 @sum()
  call void @bump()
  %y = call i32 @sum()
  %z = call i32 @2(i32 -50)
  %s = add i32 %x, %y
  %t = add i32 %s, %z
  %r = sub i32 %t, 300
  ret i32 %r
}
