; A small function whose assembly names a static: inlined into another object, it would name nothing there.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

@hidden = internal global i32 0

define internal void @bump() {
  call void asm sideeffect "incl hidden(%rip)", "~{memory},~{flags}"()
  ret void
}

define i32 @a() noinline {
  call void @bump()
  %v = load volatile i32, ptr @hidden
  ret i32 %v
}

define i32 @b() noinline {
  call void @bump()
  call void @bump()
  %v = load volatile i32, ptr @hidden
  ret i32 %v
}

define i32 @main() {
  %a = call i32 @a()
  %b = call i32 @b()
  %s = add i32 %a, %b
  %r = sub i32 %s, 4
  ret i32 %r
}
