; Metadata sections that the linker keeps exactly as long as the function they belong to. Away from it, SHF_LINK_ORDER has nothing to link to.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@m1 = internal global i32 1, section "meta1", !associated !0
@m2 = internal global i32 2, section "meta2", !associated !1
@llvm.compiler.used = appending global [2 x ptr] [ptr @m1, ptr @m2], section "llvm.metadata"
define i32 @fA() noinline { ret i32 1 }
define i32 @fB() noinline { ret i32 2 }
define i32 @main() {
  %a = call i32 @fA()
  %b = call i32 @fB()
  %c = add i32 %a, %b
  %r = sub i32 %c, 3
  ret i32 %r
}
!0 = !{ptr @fA}
!1 = !{ptr @fB}
