using LtoPar.CallGraph.Facts;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Carving;

/// <summary>
/// What partitions are told of functions that others define is what LLVM would have inferred, seeing the whole program, and never more. LLVM does not
/// see through functions that throw on what they have caught and call themselves; nothing else may be known to lto-par alone.
/// </summary>
public sealed class FactTests
{
    private const string Bodies = """
        target triple = "x86_64-pc-linux-gnu"
        target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
        @state = global i32 1
        @fixed = constant i32 1
        @table = external global ptr
        declare void @unknown()
        declare void @quiet() nounwind
        declare void @back(ptr) nounwind nocallback
        declare void @free(ptr)
        declare i32 @__gxx_personality_v0(...)
        declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
        define void @nothing() { ret void }
        define i32 @reads_constant() { %v = load i32, ptr @fixed ret i32 %v }
        define i32 @reads_global() { %v = load i32, ptr @state ret i32 %v }
        define void @writes_global() { store i32 1, ptr @state ret void }
        define i32 @reads_argument(ptr %p) { %q = getelementptr i8, ptr %p, i64 4 %v = load i32, ptr %q ret i32 %v }
        define void @writes_argument(ptr %p) { store i32 1, ptr %p ret void }
        define i32 @reads_loaded(ptr %p) { %q = load ptr, ptr %p %v = load i32, ptr %q ret i32 %v }
        define i32 @own_memory(i32 %x) { %a = alloca i32 store i32 %x, ptr %a %v = load i32, ptr %a ret i32 %v }
        define void @copies(ptr %p, ptr %q) { call void @llvm.memcpy.p0.p0.i64(ptr %p, ptr %q, i64 8, i1 false) ret void }
        define void @copies_own(ptr %q) { %a = alloca i64 call void @llvm.memcpy.p0.p0.i64(ptr %a, ptr %q, i64 8, i1 false) ret void }
        define void @volatile(ptr %p) { store volatile i32 1, ptr %p ret void }
        define i32 @volatile_own() { %a = alloca i32 %v = load volatile i32, ptr %a ret i32 %v }
        define i32 @atomic(ptr %p) { %v = load atomic i32, ptr %p seq_cst, align 4 ret i32 %v }
        define i32 @monotonic(ptr %p) { %v = load atomic i32, ptr %p monotonic, align 4 ret i32 %v }
        define void @fences() { fence seq_cst ret void }
        define i32 @adds(ptr %p) { %v = atomicrmw add ptr %p, i32 1 seq_cst ret i32 %v }
        define void @frees(ptr %p) { call void @free(ptr %p) ret void }
        define void @calls_unknown() { call void @unknown() ret void }
        define void @calls_quiet() { call void @quiet() ret void }
        define void @calls_back(ptr %p) { call void @back(ptr %p) ret void }
        define void @says_so() { call void @unknown() nounwind nofree nosync willreturn memory(none) ret void }
        define void @calls_pointer(ptr %f) { call void %f() ret void }
        define void @calls_pointer_of_int(ptr %p) { store ptr %p, ptr @table %f = load ptr, ptr @table call void %f(i32 1) ret void }
        define void @through_caller(ptr %p) { call void @writes_argument(ptr %p) ret void }
        define void @through_own() { %a = alloca i32 call void @writes_argument(ptr %a) ret void }
        define void @through_global() { call void @writes_argument(ptr @state) ret void }
        define void @with_bundle() { call void @nothing() [ "deopt"(i32 1) ] ret void }
        define void @other_type() { call void @reads_global() ret void }
        define void @assembly() { call void asm sideeffect "nop", "~{memory}"() ret void }
        define i32 @quiet_assembly(i32 %x) { %v = call i32 asm "lea 1($1), $0", "=r,r"(i32 %x) nounwind memory(none) ret i32 %v }
        define void @naked() naked { call void asm sideeffect "ret", ""() nounwind unreachable }
        define void @unoptimised() noinline optnone { ret void }
        define void @recursive(i32 %n) { %c = icmp eq i32 %n, 0 br i1 %c, label %e, label %r
        r: %m = sub i32 %n, 1 call void @recursive(i32 %m) br label %e
        e: ret void }
        define void @even(i32 %n) { %c = icmp eq i32 %n, 0 br i1 %c, label %e, label %r
        r: %m = sub i32 %n, 1 call void @odd(i32 %m) br label %e
        e: ret void }
        define void @odd(i32 %n) { %m = sub i32 %n, 1 call void @even(i32 %m) ret void }
        define void @loops(i32 %n) { br label %l
        l: %i = phi i32 [ 0, %0 ], [ %j, %l ] %j = add i32 %i, 1 %c = icmp eq i32 %j, %n br i1 %c, label %e, label %l
        e: ret void }
        define i32 @progresses(ptr %p) mustprogress { br label %l
        l: %v = load i32, ptr %p %c = icmp eq i32 %v, 0 br i1 %c, label %l, label %e
        e: ret i32 %v }
        define void @ends() { call void @quiet() unreachable }
        define void @throws_through() personality ptr @__gxx_personality_v0 { invoke void @unknown() to label %e unwind label %u
        e: ret void
        u: %l = landingpad { ptr, i32 } cleanup call void @quiet() resume { ptr, i32 } %l }
        define void @catches_all() personality ptr @__gxx_personality_v0 { invoke void @unknown() to label %e unwind label %u
        e: ret void
        u: %l = landingpad { ptr, i32 } catch ptr null ret void }
        define void @catches_all_and_cleans() personality ptr @__gxx_personality_v0 { invoke void @unknown() to label %e unwind label %u
        e: ret void
        u: %l = landingpad { ptr, i32 } cleanup catch ptr null ret void }
        define void @catches_some() personality ptr @__gxx_personality_v0 { invoke void @unknown() to label %e unwind label %u
        e: ret void
        u: %l = landingpad { ptr, i32 } catch ptr @fixed ret void }
        define void @catches_all_and_throws() personality ptr @__gxx_personality_v0 { invoke void @unknown() to label %e unwind label %u
        e: ret void
        u: %l = landingpad { ptr, i32 } catch ptr null resume { ptr, i32 } %l }
        define void @calls_catcher() { call void @catches_all() ret void }
        define weak void @weak() { ret void }
        define linkonce_odr void @inline() { ret void }
        define void @calls_weak() { call void @weak() ret void }
        define void @calls_inline() { call void @inline() ret void }
        define void @pointers_in_vector(<2 x ptr> %p) { %f = extractelement <2 x ptr> %p, i32 0 call void @writes_argument(ptr %f) ret void }
        define void @byval(ptr byval(i32) %p) { store i32 1, ptr %p ret void }
        """;

    [Fact]
    public void Nothing_is_said_that_llvm_would_not_say()
    {
        IReadOnlyList<FactComparison.Row> rows = FactComparison.Compare(LlvmTools.Assemble(Bodies));
        Assert.True(rows.Count > 45);
        Assert.DoesNotContain(rows, r => !r.IsCovered);
    }

    [Theory]
    [InlineData("nothing", FunctionFacts.Inductive | FunctionFacts.Acyclic, MemoryAccess.None)]
    [InlineData("reads_constant", FunctionFacts.Inductive | FunctionFacts.Acyclic, MemoryAccess.None)]
    [InlineData("own_memory", FunctionFacts.Inductive | FunctionFacts.Acyclic, MemoryAccess.None)]
    [InlineData("reads_global", FunctionFacts.Inductive | FunctionFacts.Acyclic, MemoryAccess.ReadOther)]
    [InlineData("through_caller", FunctionFacts.Inductive | FunctionFacts.Acyclic, MemoryAccess.WriteArgument)]
    [InlineData("through_own", FunctionFacts.Inductive | FunctionFacts.Acyclic, MemoryAccess.None)]
    [InlineData("even", FunctionFacts.Inductive, MemoryAccess.None)]
    [InlineData("calls_quiet", FunctionFacts.NoUnwind, MemoryAccess.All)]
    [InlineData("ends", FunctionFacts.NoUnwind | FunctionFacts.NoReturn, MemoryAccess.All)]
    [InlineData("catches_all", FunctionFacts.NoUnwind, MemoryAccess.All)]
    [InlineData("calls_catcher", FunctionFacts.NoUnwind, MemoryAccess.All)]
    [InlineData("calls_weak", FunctionFacts.None, MemoryAccess.All)]
    public void What_is_said_of_a_function(string name, FunctionFacts facts, MemoryAccess access)
    {
        FactComparison.Row row = FactComparison.Compare(LlvmTools.Assemble(Bodies)).Single(r => r.Function == name);
        Assert.Equal((facts, access), row.Ours);
    }

    [Theory]
    [InlineData("lua")]
    [InlineData("ninja")]
    [Trait("Kind", "corpus")]
    public void Of_real_programs_nothing_is_said_that_llvm_would_not_say(string program)
    {
        IReadOnlyList<FactComparison.Row> rows = FactComparison.Compare(File.ReadAllBytes(Corpus.File(program, "merged.bc")));
        Assert.DoesNotContain(
            rows, r => !r.IsCovered && !(r.Resumes && (r with { Ours = (r.Ours.Facts & ~FunctionFacts.NoUnwind, r.Ours.Access) }).IsCovered));
        Assert.True(rows.Count(r => r.Ours.Access != MemoryAccess.All) > rows.Count / 10);
        Assert.True(rows.Count(r => r.Ours.Facts.HasFlag(FunctionFacts.WillReturn)) > rows.Count / 20);
    }
}
