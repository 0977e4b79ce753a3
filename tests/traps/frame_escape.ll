; A function's frame is looked into by another, by way of a label that is local to the object.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

declare void @llvm.localescape(...)
declare ptr @llvm.frameaddress(i32)
declare ptr @llvm.localrecover(ptr, ptr, i32)

define i32 @look(ptr %frame) noinline {
  %p = call ptr @llvm.localrecover(ptr @framed, ptr %frame, i32 0)
  %q = call ptr @llvm.localrecover(ptr @framed, ptr %frame, i32 1)
  %a = load volatile i32, ptr %p
  %b = load volatile i32, ptr %q
  %r = sub i32 %a, %b
  ret i32 %r
}

define i32 @other(ptr %frame) noinline {
  %p = call ptr @llvm.localrecover(ptr @framed, ptr %frame, i32 0)
  %a = load volatile i32, ptr %p
  ret i32 %a
}

define i32 @framed(i32 %x) noinline "frame-pointer"="all" {
  %a = alloca i32
  %b = alloca i32
  call void (...) @llvm.localescape(ptr %a, ptr %b)
  store volatile i32 42, ptr %a
  store volatile i32 2, ptr %b
  %f = call ptr @llvm.frameaddress(i32 0)
  %r = call i32 @look(ptr %f)
  %s = call i32 @other(ptr %f)
  %t = sub i32 %r, %s
  %u = add i32 %t, 2
  ret i32 %u
}

define i32 @main(i32 %argc, ptr %argv) {
  %r = call i32 @framed(i32 %argc)
  ret i32 %r
}
