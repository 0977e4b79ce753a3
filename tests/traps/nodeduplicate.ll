; Comdats that are no comdats: a group only ties a function's metadata to it, so that --gc-sections keeps or drops both. Away from the function
; the metadata of live code is dropped.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
$live = comdat nodeduplicate
$dead = comdat nodeduplicate
@meta_live = internal global i32 1, section "sec_live", comdat($live)
@meta_dead = internal global i32 2, section "sec_dead", comdat($dead)
@llvm.compiler.used = appending global [2 x ptr] [ptr @meta_live, ptr @meta_dead], section "llvm.metadata"
define hidden i32 @live() noinline comdat { ret i32 0 }
define hidden i32 @dead() noinline comdat { ret i32 1 }
define i32 @main() {
  %r = call i32 @live()
  ret i32 %r
}
