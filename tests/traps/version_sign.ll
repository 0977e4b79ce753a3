; Statics whose names have an @ or two, in a library: visible to other objects they would be versioned symbols of versions that nobody defines.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@"at@sign" = internal global i32 5
define internal i32 @"twice@@V1"() noinline {
  %v = load volatile i32, ptr @"at@sign"
  ret i32 %v
}
define i32 @a() noinline {
  %v = load volatile i32, ptr @"at@sign"
  %w = call i32 @"twice@@V1"()
  %r = add i32 %v, %w
  ret i32 %r
}
define i32 @b() noinline {
  %w = call i32 @"twice@@V1"()
  ret i32 %w
}
