; An array that the linker makes of a section: three elements, each a constant that two functions use, and all read from __start_ to __stop_.
; A copy of an element would be an element too many.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@e1 = internal unnamed_addr constant i32 1, section "elements", align 4
@e2 = internal unnamed_addr constant i32 10, section "elements", align 4
@e3 = internal unnamed_addr constant i32 100, section "elements", align 4
@__start_elements = external hidden constant i32
@__stop_elements = external hidden constant i32
define i32 @f() noinline {
  %a = load volatile i32, ptr @e1
  %b = load volatile i32, ptr @e2
  %c = load volatile i32, ptr @e3
  %s = add i32 %a, %b
  %r = add i32 %s, %c
  ret i32 %r
}
define i32 @g() noinline {
  %a = load volatile i32, ptr @e1
  %b = load volatile i32, ptr @e2
  %c = load volatile i32, ptr @e3
  %s = add i32 %a, %b
  %r = add i32 %s, %c
  ret i32 %r
}
define i32 @sum() noinline {
  br label %next
next:
  %p = phi ptr [ @__start_elements, %0 ], [ %q, %add ]
  %s = phi i32 [ 0, %0 ], [ %t, %add ]
  %end = icmp eq ptr %p, @__stop_elements
  br i1 %end, label %out, label %add
add:
  %v = load volatile i32, ptr %p
  %t = add i32 %s, %v
  %q = getelementptr i8, ptr %p, i64 4
  br label %next
out:
  ret i32 %s
}
define i32 @main() {
  %a = call i32 @f()
  %b = call i32 @g()
  %c = call i32 @sum()
  %s = add i32 %a, %b
  %t = add i32 %s, %c
  %r = sub i32 %t, 333
  ret i32 %r
}
