; One of each linkage and visibility: common, weak, weak_odr, linkonce, linkonce_odr, extern_weak, available_externally, protected, hidden,
; private constants compared by address, prefix and prologue-free personality, a musttail call into another partition.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@com = common global i32 0
@wk = weak global i32 3
@wo = weak_odr constant i32 4
@lo = linkonce_odr constant i32 5
@l1 = linkonce global i32 6
@ew = extern_weak global i32
@prot = protected global i32 7
@hid = hidden global i32 8
@id1 = internal constant i32 1
@id2 = internal constant i32 1
@merge1 = private unnamed_addr constant [4 x i8] c"abc\00"
define weak i32 @wf() noinline { ret i32 1 }
define linkonce_odr i32 @lf() noinline { ret i32 2 }
define available_externally i32 @strange(i32 %x) noinline { ret i32 %x }
define internal i32 @tail(i32 %x) noinline { %r = add i32 %x, 1
 ret i32 %r }
define i32 @jumper(i32 %x) noinline { %r = musttail call i32 @tail(i32 %x)
 ret i32 %r }
define i32 @pre() noinline prefix i32 77 { ret i32 9 }
define ptr @addr1() noinline { ret ptr @id1 }
define ptr @addr2() noinline { ret ptr @id1 }
define i32 @values() noinline {
  %a = load i32, ptr @com
  %b = load i32, ptr @wk
  %c = load i32, ptr @wo
  %d = load i32, ptr @lo
  %e = load i32, ptr @l1
  %f = load i32, ptr @prot
  %g = load i32, ptr @hid
  %s1 = add i32 %a, %b
  %s2 = add i32 %s1, %c
  %s3 = add i32 %s2, %d
  %s4 = add i32 %s3, %e
  %s5 = add i32 %s4, %f
  %s6 = add i32 %s5, %g
  ret i32 %s6
}
define i32 @str() noinline { %p = getelementptr [4 x i8], ptr @merge1, i64 0, i64 1
 %v = load volatile i8, ptr %p
 %r = zext i8 %v to i32
 ret i32 %r }
define i32 @main() {
  store i32 10, ptr @com
  %v = call i32 @values()
  %p1 = call ptr @addr1()
  %p2 = call ptr @addr2()
  %same = icmp eq ptr %p1, %p2
  %diff = icmp ne ptr %p1, @id2
  %ewnull = icmp eq ptr @ew, null
  %ok1 = and i1 %same, %diff
  %ok2 = and i1 %ok1, %ewnull
  %w = call i32 @wf()
  %l = call i32 @lf()
  %j = call i32 @jumper(i32 4)
  %q = call i32 @pre()
  %pp = getelementptr i32, ptr @pre, i64 -1
  %pv = load i32, ptr %pp
  %s = call i32 @str()
  %bad = xor i1 %ok2, true
  %z = zext i1 %bad to i32
  %t1 = add i32 %v, %w
  %t2 = add i32 %t1, %l
  %t3 = add i32 %t2, %j
  %t4 = add i32 %t3, %q
  %t5 = add i32 %t4, %pv
  %t6 = add i32 %t5, %s
  %t7 = add i32 %t6, %z
  %r = sub i32 %t7, 235
  ret i32 %r
}
