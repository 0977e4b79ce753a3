; The module flag "CG Profile": each object's .llvm.call-graph-profile has the calls of the functions it defines. With all entries in all
; objects the linker counts each as often as there are objects.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
define i32 @f1() noinline { ret i32 1 }
define i32 @f2() noinline {
  %r = call i32 @f1()
  ret i32 %r
}
define i32 @main() {
  %a = call i32 @f1()
  %b = call i32 @f2()
  %r = sub i32 %a, %b
  ret i32 %r
}
!llvm.module.flags = !{!0}
!0 = !{i32 5, !"CG Profile", !1}
!1 = !{!2, !3, !4}
!2 = !{ptr @main, ptr @f1, i64 10}
!3 = !{ptr @main, ptr @f2, i64 20}
!4 = !{ptr @f2, ptr @f1, i64 20}
