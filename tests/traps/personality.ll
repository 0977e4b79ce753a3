; A personality routine that is a static of the module, shared by functions in several partitions; the exception passes through a cleanup
; of another one.
target triple = "x86_64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@cleanups = internal global i32 0
@_ZTIi = external constant ptr
declare i32 @__gxx_personality_v0(i32, i32, i64, ptr, ptr)
declare ptr @__cxa_allocate_exception(i64)
declare void @__cxa_throw(ptr, ptr, ptr)
declare ptr @__cxa_begin_catch(ptr)
declare void @__cxa_end_catch()
define internal i32 @mine(i32 %v, i32 %a, i64 %c, ptr %e, ptr %x) uwtable {
  %r = tail call i32 @__gxx_personality_v0(i32 %v, i32 %a, i64 %c, ptr %e, ptr %x)
  ret i32 %r
}
define void @thrower(i32 %x) noinline uwtable {
  %e = call ptr @__cxa_allocate_exception(i64 4)
  store i32 %x, ptr %e
  call void @__cxa_throw(ptr %e, ptr @_ZTIi, ptr null)
  unreachable
}
define void @passes(i32 %x) noinline uwtable personality ptr @mine {
  invoke void @thrower(i32 %x) to label %ok unwind label %lp
ok:
  ret void
lp:
  %l = landingpad { ptr, i32 } cleanup
  %c = load i32, ptr @cleanups
  %d = add i32 %c, 1
  store i32 %d, ptr @cleanups
  resume { ptr, i32 } %l
}
define i32 @catches(i32 %x) noinline uwtable personality ptr @mine {
  invoke void @passes(i32 %x) to label %ok unwind label %lp
ok:
  ret i32 1
lp:
  %l = landingpad { ptr, i32 } catch ptr @_ZTIi
  %e = extractvalue { ptr, i32 } %l, 0
  %p = call ptr @__cxa_begin_catch(ptr %e)
  %v = load i32, ptr %p
  call void @__cxa_end_catch()
  ret i32 %v
}
define i32 @main() uwtable {
  %a = call i32 @catches(i32 40)
  %c = load i32, ptr @cleanups
  %s = add i32 %a, %c
  %r = sub i32 %s, 41
  ret i32 %r
}
