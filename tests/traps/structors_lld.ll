; Constructors and destructors with and without priorities, keyed and not, linked by a linker that does not turn .ctors into .init_array.
; LLVM's library emits .ctors unless told otherwise, and the C API cannot tell it.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
$key = comdat any
@key = linkonce_odr global i32 0, comdat
@log = internal global i32 0
@said = private unnamed_addr constant [5 x i8] c"done\00"
@llvm.global_ctors = appending global [4 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @third, ptr null }, { i32, ptr, ptr } { i32 200, ptr @second, ptr null },
  { i32, ptr, ptr } { i32 65535, ptr @fourth, ptr @key }, { i32, ptr, ptr } { i32 101, ptr @first, ptr null }]
@llvm.global_dtors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @last, ptr null }]
declare i32 @puts(ptr)
define internal void @add(i32 %digit) noinline { %a = load i32, ptr @log
 %b = mul i32 %a, 10
 %c = add i32 %b, %digit
 store i32 %c, ptr @log
 ret void }
define internal void @first() { call void @add(i32 1)
 ret void }
define internal void @second() { call void @add(i32 2)
 ret void }
define internal void @third() { call void @add(i32 3)
 ret void }
define internal void @fourth() comdat($key) { store i32 4, ptr @key
 ret void }
define internal void @last() { call i32 @puts(ptr @said)
 ret void }
define i32 @main() {
  %a = load i32, ptr @log
  %k = load i32, ptr @key
  %s = add i32 %a, %k
  %r = sub i32 %s, 127
  ret i32 %r
}
