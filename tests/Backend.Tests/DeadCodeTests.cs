using LtoPar.Backend.Execution;
using LtoPar.Backend.Tests.Verification;
using LtoPar.Backend.Verification;
using LtoPar.Backend.Verification.Objects;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader;
using LtoPar.Elf;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests;

/// <summary>
/// What nothing alive uses is in no object, however the program is cut: a partition that defines something which dead code of another partition
/// uses cannot tell, and kept it. Names that begin with "dead" and "gone" (declared) are in no object, names that begin with "live" are in one.
/// </summary>
public sealed class DeadCodeTests
{
    private const string Head = """
        target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
        target triple = "x86_64-pc-linux-gnu"
        declare i32 @gone()
        define i32 @live_main() { ret i32 0 }

        """;

    public static TheoryData<string, string> Programs() => new()
    {
        {
            "function",
            "define internal i32 @dead() { %r = call i32 @dead_too()\n ret i32 %r }\ndefine internal i32 @dead_too() { %r = call i32 @gone()\n ret i32 %r }"
        },
        {
            "cycle",
            "define internal i32 @dead() { %r = call i32 @dead_too()\n ret i32 %r }\ndefine internal i32 @dead_too() { %r = call i32 @dead()\n ret i32 %r }"
        },
        { "tables", "@dead = internal global [1 x ptr] [ptr @dead_too]\n@dead_too = internal global ptr @gone" },
        { "table of functions", "@dead = internal global [1 x ptr] [ptr @dead_too]\ndefine internal void @dead_too() { ret void }" },
        { "constant", "@dead_k = internal constant i32 7\ndefine internal i32 @dead() { %r = load i32, ptr @dead_k\n ret i32 %r }" },
        { "compared literal", "@dead_s = private unnamed_addr constant [2 x i8] c\"a\\00\"\ndefine internal ptr @dead() { ret ptr @dead_s }" },
        { "alias", "@dead_v = internal global ptr @gone\n@dead_a = internal alias ptr, ptr @dead_v\n"
            + "define internal ptr @dead() { %r = load ptr, ptr @dead_a\n ret ptr %r }" },
        { "alias of a function", "@dead_a = internal alias i32 (), ptr @dead_f\ndefine internal i32 @dead_f() { ret i32 1 }\n"
            + "define internal i32 @dead() { %r = call i32 @dead_a()\n ret i32 %r }" },
        { "linkonce alias", "@dead_a = linkonce_odr alias i32 (), ptr @dead_f\ndefine linkonce_odr i32 @dead_f() { ret i32 1 }\n"
            + "define internal i32 @dead() { %r = call i32 @dead_a()\n ret i32 %r }" },
        { "ifunc", "@dead_i = internal ifunc i32 (), ptr @dead_r\ndefine internal ptr @dead_r() { ret ptr @gone }\n"
            + "define internal i32 @dead() { %r = call i32 @dead_i()\n ret i32 %r }" },
        { "comdat", "$dead_c = comdat any\n@dead_v = linkonce_odr global ptr @gone, comdat($dead_c)\n"
            + "define linkonce_odr i32 @dead_c() comdat { %r = call i32 @dead_too()\n ret i32 %r }\ndefine internal i32 @dead_too() { ret i32 1 }" },
        { "linkonce", "define linkonce_odr i32 @dead() { %r = call i32 @dead_too()\n ret i32 %r }\ndefine linkonce_odr i32 @dead_too() { ret i32 1 }" },
        {
            "available_externally",
            "define available_externally i32 @gone_too() { %r = call i32 @dead()\n ret i32 %r }\ndefine internal i32 @dead() { ret i32 1 }"
        },
        { "block address", "@dead = internal global ptr blockaddress(@dead_too, %x)\ndefine internal void @dead_too() {\n br label %x\nx:\n"
            + " ret void }\ndefine internal ptr @dead_user() { %r = load ptr, ptr @dead\n ret ptr %r }" },
        { "difference", "@dead = internal global i64 sub (i64 ptrtoint (ptr @dead_x to i64), i64 ptrtoint (ptr @live_y to i64))\n"
            + "@dead_x = internal global i32 1\n@live_y = global i32 2\ndefine internal i64 @dead_user() { %r = load i64, ptr @dead\n ret i64 %r }" },
        { "relative table", "@dead = internal constant [1 x i32] [i32 trunc (i64 sub (i64 ptrtoint (ptr @dead_x to i64), i64 ptrtoint (ptr @dead "
            + "to i64)) to i32)]\n@dead_x = internal constant i32 1" },
        { "thread-local", "@dead_t = internal thread_local global i32 1\ndefine internal i32 @dead() { %r = load i32, ptr @dead_t\n ret i32 %r }" },
        { "personality", "define internal i32 @dead() personality ptr @dead_p { ret i32 1 }\ndefine internal i32 @dead_p() { ret i32 1 }" },
        { "annotation", "@llvm.global.annotations = appending global [1 x { ptr, ptr, ptr, i32, ptr }] [{ ptr, ptr, ptr, i32, ptr } { ptr @dead, "
            + "ptr null, ptr null, i32 1, ptr null }], section \"llvm.metadata\"\ndefine internal i32 @dead() { %r = call i32 @dead_too()\n"
            + " ret i32 %r }\ndefine internal i32 @dead_too() { ret i32 1 }" },
        { "dead user of what lives", "define internal i32 @live() noinline { ret i32 1 }\ndefine i32 @live_user() { %r = call i32 @live()\n"
            + " ret i32 %r }\ndefine internal i32 @dead() { %r = call i32 @live()\n ret i32 %r }" },
        { "empty constructor", "@llvm.global_ctors = appending global [2 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @dead, ptr null "
            + "}, { i32, ptr, ptr } { i32 65535, ptr @live, ptr null }]\n@live_state = global i32 0\ndefine internal void @dead() { ret void }\n"
            + "define internal void @live() { store i32 1, ptr @live_state\n ret void }" },
        { "used", "@llvm.used = appending global [1 x ptr] [ptr @live], section \"llvm.metadata\"\n"
            + "define internal i32 @live() { %r = call i32 @live_too()\n ret i32 %r }\ndefine internal i32 @live_too() { ret i32 1 }" },
        { "used by the compiler", "@llvm.compiler.used = appending global [1 x ptr] [ptr @live], section \"llvm.metadata\"\n"
            + "@live = internal global ptr @live_too\ndefine internal i32 @live_too() { ret i32 1 }" },
        { "member of a comdat that lives", "$live_c = comdat any\n@live_a = internal alias i32 (), ptr @live_c\n"
            + "@live_v = linkonce_odr global ptr @live_too, comdat($live_c)\ndefine weak_odr i32 @live_c() comdat { ret i32 1 }\n"
            + "define internal i32 @live_too() { ret i32 1 }" },
        { "runtime function", "define internal ptr @memcpy(ptr %a, ptr %b, i64 %n) { %r = call ptr @live_too()\n ret ptr %r }\n"
            + "define internal ptr @live_too() noinline { ret ptr null }\ndefine i32 @live_user(ptr %p) { %q = getelementptr i8, ptr %p, i64 5000\n"
            + " call void @llvm.memcpy.p0.p0.i64(ptr %p, ptr %q, i64 4000, i1 0)\n ret i32 0 }" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void Is_in_no_object(string what, string program)
    {
        Assert.NotEmpty(what);
        LlvmSession.Start(null);
        string text = Head + program;
        using InputModule input = InputModule.FromBytes(LlvmTools.Assemble(text), "test.bc");
        ProgramGraph graph = GraphReader.Read(input, 1);
        foreach (Stage stage in new[] { Stage.Codegen, Stage.PostIpo })
        {
            SymbolPlan plan = Plan(graph, PartitionStrategy.Max);
            Objects objects = new(Compile(input, Plan(graph, PartitionStrategy.One), stage)[0], Compile(input, plan, stage));
            SourceNames names = SourceNames.Of(plan);
            Assert.Empty(ObjectComparer.Compare(objects.Compare(names, stage)));
            if (stage == Stage.Codegen)
            {
                string[] found = [.. objects.Parts.SelectMany(
                    o => ElfObject.Read(o, "part").Symbols).Where(s => s.IsNamed).Select(s => names.SourceName(s.Name)).Distinct()];
                Assert.DoesNotContain(
                    found, name => name.TrimStart('.', 'L').StartsWith("dead", StringComparison.Ordinal) || name.StartsWith("gone", StringComparison.Ordinal));
                Assert.All(graph.Symbols.Names.Where(n => n.StartsWith("live", StringComparison.Ordinal)), name => Assert.Contains(name, found));
            }
        }
    }

    private static byte[][] Compile(InputModule input, SymbolPlan plan, Stage stage) =>
        [.. ParallelBackend.Run(input, plan, new CompileOptions { Stage = stage }, new ThreadExecutor(1), null).Select(r => r.Object)];

    private static SymbolPlan Plan(ProgramGraph graph, PartitionStrategy strategy) =>
        SymbolPlanner.Plan(graph, PartitionPlanner.Plan(graph, new PartitionOptions { Strategy = strategy }), new LinkageOptions { UniqueId = "id" });
}
