; OCaml's collector: each object with a function of its defines symbols named after the module.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

define i32 @one(i32 %x) noinline gc "ocaml" {
  ret i32 %x
}

define i32 @two(i32 %x) noinline gc "ocaml" {
  %r = add i32 %x, 1
  ret i32 %r
}

define i32 @main(i32 %argc, ptr %argv) {
  %a = call i32 @one(i32 %argc)
  %b = call i32 @two(i32 %a)
  %r = sub i32 %b, 2
  ret i32 %r
}
