; A table of labels in a variable, filled from one function and jumped through by it; another function reads the table. The table must be
; defined beside the function, and nobody else may hold its value.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@table = internal constant [2 x ptr] [ptr blockaddress(@jump, %L0), ptr blockaddress(@jump, %L1)]
@one = internal constant ptr blockaddress(@jump, %L1)
@kept = internal global ptr null
define i32 @jump(i64 %i) noinline {
  store volatile ptr blockaddress(@jump, %L1), ptr @kept
  %p = getelementptr [2 x ptr], ptr @table, i64 0, i64 %i
  %t = load ptr, ptr %p
  indirectbr ptr %t, [label %L0, label %L1]
L0:
  ret i32 10
L1:
  ret i32 20
}
define i1 @same() noinline {
  %p = getelementptr [2 x ptr], ptr @table, i64 0, i64 1
  %a = load ptr, ptr %p
  %b = load ptr, ptr @one
  %k = load volatile ptr, ptr @kept
  %r1 = icmp eq ptr %a, %b
  %r2 = icmp eq ptr %a, %k
  %r = and i1 %r1, %r2
  ret i1 %r
}
define i32 @main() {
  %a = call i32 @jump(i64 0)
  %b = call i32 @jump(i64 1)
  %s = call i1 @same()
  %n = add i32 %a, %b
  %z = zext i1 %s to i32
  %m = add i32 %n, %z
  %r = sub i32 %m, 31
  ret i32 %r
}
