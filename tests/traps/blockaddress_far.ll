; The address of a block of one function, formed in another function and stored for a third: the first two must be in one object.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@target = internal global ptr null
define i32 @jump() noinline {
  %t = load volatile ptr, ptr @target
  indirectbr ptr %t, [label %a, label %b]
a:
  ret i32 10
b:
  ret i32 20
}
define void @arm(i1 %c) noinline {
  %p = select i1 %c, ptr blockaddress(@jump, %a), ptr blockaddress(@jump, %b)
  store volatile ptr %p, ptr @target
  ret void
}
define i32 @main() {
  call void @arm(i1 true)
  %x = call i32 @jump()
  call void @arm(i1 false)
  %y = call i32 @jump()
  %s = add i32 %x, %y
  %r = sub i32 %s, 30
  ret i32 %r
}
