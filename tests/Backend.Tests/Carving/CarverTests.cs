using System.Text.RegularExpressions;
using LtoPar.Backend.Carving;
using LtoPar.Backend.Execution;
using LtoPar.Backend.Partitions;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Carving;

/// <summary>Checks each partition, read back with LLVM's own disassembler: one expectation a rule.</summary>
public sealed class CarverTests
{
    private const string Target =
        "target triple = \"x86_64-pc-linux-gnu\"\ntarget datalayout = \"e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128\"\n";

    [Fact]
    public void Declarations_keep_every_attribute()
    {
        string[] parts = Carve(
            "define internal fastcc zeroext i8 @callee(ptr noalias nonnull align 8 dereferenceable(16) %p, i32 signext %x) unnamed_addr #0 { ret i8 1 }\n"
            + "define dso_local i32 @plain(i32 noundef %x) { ret i32 %x }\n"
            + "define i8 @user(ptr %p) { %a = call fastcc zeroext i8 @callee(ptr %p, i32 signext 1)\n %b = call i32 @plain(i32 1)\n ret i8 %a }\n"
            + "attributes #0 = { noinline nounwind memory(none) \"target-cpu\"=\"x86-64-v2\" }\n"
            + "!llvm.module.flags = !{!0}\n!0 = !{i32 8, !\"PIE Level\", i32 2}");
        string user = parts.Single(p => p.Contains("define i8 @user", StringComparison.Ordinal));
        Assert.Contains(
            "declare hidden fastcc zeroext i8 @callee.lto_par.id(ptr noalias nonnull align 8 dereferenceable(16), i32 signext) unnamed_addr #",
            user, StringComparison.Ordinal);
        Assert.Contains("declare dso_local i32 @plain(i32 noundef)", user, StringComparison.Ordinal);
        Assert.Contains("noinline nounwind memory(none) \"target-cpu\"=\"x86-64-v2\"", user, StringComparison.Ordinal);
    }

    [Fact]
    public void Constants_are_copied_cloned_or_declared()
    {
        string[] parts = Carve(
            "@str = private unnamed_addr constant [3 x i8] c\"ab\\00\"\n@tab = internal constant [2 x ptr] [ptr @f, ptr @g]\n@var = internal global i32 3\n"
            + "@seen = private unnamed_addr constant [3 x i8] c\"cd\\00\"\n"
            + "define i8 @f() { %x = load i8, ptr @str\n ret i8 %x }\ndefine ptr @g() { ret ptr @tab }\ndefine ptr @h() { ret ptr @var }\n"
            + "define i8 @i() { %x = load i8, ptr @str\n ret i8 %x }\ndefine ptr @k() { ret ptr @seen }\n"
            + "define void @j() { store ptr @tab, ptr @var\n store ptr @seen, ptr @var\n ret void }");
        Assert.Equal(2, parts.Count(p => p.Contains("@str.48671ad7 = private unnamed_addr constant [3 x i8] c\"ab\\00\"", StringComparison.Ordinal)));
        string j = Part(parts, "@j(");
        Assert.Contains("@tab.lto_par.id = available_externally hidden constant [2 x ptr] [ptr @f, ptr @g]", j, StringComparison.Ordinal);
        Assert.Contains("@var.lto_par.id = external hidden global i32", j, StringComparison.Ordinal);
        Assert.Contains("declare i8 @f()", j, StringComparison.Ordinal);
        Assert.Equal(1, parts.Count(p => Regex.IsMatch(p, @"@seen\.[0-9a-f]{8}\.lto_par\.id = hidden unnamed_addr constant")));
        Assert.Equal(1, parts.Count(p => Regex.IsMatch(p, @"@seen\.[0-9a-f]{8}\.lto_par\.id = available_externally hidden unnamed_addr constant")));
    }

    [Fact]
    public void Private_constants_are_called_by_their_values_but_where_assembly_spells_them()
    {
        string[] parts = Carve(
            "@.str = private unnamed_addr constant [2 x i8] c\"a\\00\"\n@.str.7 = private unnamed_addr constant [2 x i8] c\"b\\00\"\n"
            + "@.str.9.local.0123abcd = private unnamed_addr constant [2 x i8] c\"c\\00\"\n"
            + "@kept.3 = private constant i32 1\nmodule asm \".quad .Lkept.3\"\n"
            + "define i8 @f() { %x = load i8, ptr @.str\n ret i8 %x }\n"
            + "define i8 @g() { %x = load i8, ptr @.str.7\n %y = load i8, ptr @.str.9.local.0123abcd\n %z = add i8 %x, %y\n ret i8 %z }\n"
            + "define i32 @h() { %x = load i32, ptr @kept.3\n ret i32 %x }");
        string[] variables = Variables(Part(parts, "@g("));
        Assert.Equal(["c\"b\\00\"", "c\"c\\00\""], variables.Select(v => v.Split(' ')[^1]).Order(StringComparer.Ordinal));
        Assert.All(variables, v => Assert.Matches(@"^@\.str\.[0-9a-f]{8} = ", v));
        Assert.Equal(1, parts.Count(p => p.Contains("@kept.3 = private constant i32 1", StringComparison.Ordinal)));

        static string[] Variables(string part) =>
        [
            .. Regex.Matches(part, @"^(@\S+ = ).*?(\S+)(?:, align \d+)?$", RegexOptions.Multiline)
                .Select(m => m.Groups[1].Value + m.Groups[2].Value).Order(StringComparer.Ordinal),
        ];
    }

    [Fact]
    public void Nothing_is_in_a_partition_that_it_does_not_use()
    {
        string[] parts = Carve(
            "@a = internal global i32 1\n@b = alias i32, ptr @a\n@llvm.used = appending global [1 x ptr] [ptr @a], section \"llvm.metadata\"\n"
            + "declare void @ext()\n"
            + "define void @f() { call void @ext()\n ret void }\ndefine i32 @g() { ret i32 1 }\ndefine ptr @h() { ret ptr @b }");
        string g = Part(parts, "@g(");
        Assert.DoesNotContain("@a", g, StringComparison.Ordinal);
        Assert.DoesNotContain("@b", g, StringComparison.Ordinal);
        Assert.DoesNotContain("@ext", g, StringComparison.Ordinal);
        Assert.DoesNotContain("llvm.used", g, StringComparison.Ordinal);
        // An alias of a static is seen through.
        Assert.Contains("ret ptr @a.lto_par.id", Part(parts, "@h("), StringComparison.Ordinal);
        Assert.DoesNotContain("@b", Part(parts, "@h("), StringComparison.Ordinal);
        Assert.Equal(1, parts.Count(p => p.Contains("@llvm.used = appending global [1 x ptr] [ptr @a.lto_par.id]", StringComparison.Ordinal)));
    }

    /// <summary>Debuggers look callees up by the names that the linker knows.</summary>
    [Fact]
    public void Callees_elsewhere_have_their_names_in_debug_information()
    {
        string[] parts = Carve(
            "declare void @bare()\ndefine void @nothing() { ret void }\ndefine internal void @f() !dbg !10 { ret void, !dbg !20 }\n"
            + "define void @_Z1gv() !dbg !11 { ret void, !dbg !21 }\n"
            + "define void @user() !dbg !12 { call void @f(), !dbg !22\n call void @_Z1gv(), !dbg !22\n call void @nothing(), !dbg !22\n"
            + " call void @bare(), !dbg !22\n ret void, !dbg !22 }\n"
            + "!llvm.dbg.cu = !{!0}\n!llvm.module.flags = !{!1}\n!0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !2, emissionKind: FullDebug)\n"
            + "!1 = !{i32 2, !\"Debug Info Version\", i32 3}\n!2 = !DIFile(filename: \"x.c\", directory: \"/\")\n"
            + "!3 = !DISubroutineType(types: !4)\n!4 = !{null}\n"
            + "!10 = distinct !DISubprogram(name: \"f\", file: !2, line: 1, type: !3, unit: !0, spFlags: DISPFlagLocalToUnit | DISPFlagDefinition)\n"
            + "!11 = distinct !DISubprogram(name: \"g\", linkageName: \"_Z1gv\", file: !2, line: 2, type: !3, unit: !0, spFlags: DISPFlagDefinition)\n"
            + "!12 = distinct !DISubprogram(name: \"user\", file: !2, line: 3, type: !3, unit: !0, spFlags: DISPFlagDefinition)\n"
            + "!20 = !DILocation(line: 1, scope: !10)\n!21 = !DILocation(line: 2, scope: !11)\n!22 = !DILocation(line: 3, scope: !12)");
        string user = Part(parts, "define void @user(");
        Assert.Contains("!DISubprogram(name: \"f\", linkageName: \"f.lto_par.id\", scope: null, spFlags: 0)", user, StringComparison.Ordinal);
        Assert.Contains("!DISubprogram(name: \"g\", linkageName: \"_Z1gv\", scope: null, spFlags: 0)", user, StringComparison.Ordinal);
        Assert.Matches(@"declare !dbg !\d+ hidden void @f\.lto_par\.id\(\)", user);
        Assert.Matches(@"declare !dbg !\d+ void @_Z1gv\(\)", user);
        Assert.Contains("declare void @nothing()", user, StringComparison.Ordinal);
        Assert.Contains("declare void @bare()", user, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_entry_is_where_its_caller_is()
    {
        string[] parts = Carve(
            "define void @f() { call void @g()\n ret void }\ndefine void @g() { call void @f()\n ret void }\ndefine void @h() { call void @f()\n"
            + " call void @g()\n ret void }\n"
            + "!llvm.module.flags = !{!0}\n!0 = !{i32 5, !\"CG Profile\", !1}\n!1 = !{!2, !3}\n!2 = !{ptr @f, ptr @g, i64 1000}\n"
            + "!3 = !{ptr @g, ptr @f, i64 2000}");
        Assert.Equal(1, parts.Count(p => p.Contains("!{ptr @f, ptr @g, i64 1000}", StringComparison.Ordinal)));
        Assert.Equal(1, parts.Count(p => p.Contains("!{ptr @g, ptr @f, i64 2000}", StringComparison.Ordinal)));
        Assert.Contains("!{ptr @f, ptr @g, i64 1000}", Part(parts, "define void @f("), StringComparison.Ordinal);
    }

    [Fact]
    public void Debug_information_of_other_functions_is_gone()
    {
        string[] parts = Carve(
            "define void @f() !dbg !4 { ret void, !dbg !7 }\ndefine void @g() !dbg !6 { ret void, !dbg !8 }\n!llvm.dbg.cu = !{!0}\n!llvm.module.flags = !{!3}\n"
            + "!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, emissionKind: FullDebug)\n"
            + "!1 = !DIFile(filename: \"a.c\", directory: \"/\")\n!2 = !DISubroutineType(types: !5)\n"
            + "!3 = !{i32 2, !\"Debug Info Version\", i32 3}\n"
            + "!4 = distinct !DISubprogram(name: \"f\", file: !1, type: !2, unit: !0, spFlags: DISPFlagDefinition)\n!5 = !{null}\n"
            + "!6 = distinct !DISubprogram(name: \"g\", file: !1, type: !2, unit: !0, spFlags: DISPFlagDefinition)\n"
            + "!7 = !DILocation(line: 1, scope: !4)\n!8 = !DILocation(line: 2, scope: !6)");
        Assert.DoesNotContain("name: \"g\"", Part(parts, "@f("), StringComparison.Ordinal);
        Assert.Contains("name: \"f\"", Part(parts, "@f("), StringComparison.Ordinal);
    }

    [Trait("Kind", "corpus")]
    [Fact]
    public void Carving_twice_gives_the_same_bytes_whatever_ran_before()
    {
        LlvmSession.Start(null);
        string file = Corpus.File("lua", "opt.bc");
        using InputModule input = InputModule.Open(file);
        SymbolPlan plan = Plan(input, new PartitionOptions());
        byte[] first = Carver.Carve(input, plan, 1);
        PartitionCompiler.Compile(Carver.Carve(input, plan, 0), "x", 0, new CompileOptions { Stage = Stage.Codegen });
        Assert.Equal(first, Carver.Carve(input, plan, 1));
    }

    [Trait("Kind", "corpus")]
    [Fact]
    public void A_partition_compiled_by_itself_gives_the_object_of_the_parallel_run()
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.Open(Corpus.File("lua", "opt.bc"));
        SymbolPlan plan = Plan(input, new PartitionOptions());
        CompileOptions options = new() { Stage = Stage.Codegen, Level = OptimizationLevel.O0 };
        IReadOnlyList<PartitionResult> all = ParallelBackend.Run(input, plan, options, new ThreadExecutor(2), null);
        foreach (PartitionResult result in all.Where(r => TestForm.IsFull || r.Partition % 4 == 0))
        {
            Assert.Equal(result.Object, PartitionCompiler.Compile(Carver.Carve(input, plan, result.Partition), "alone", result.Partition, options).Object);
        }
    }

    /// <summary>
    /// Partitions of a module that an older LLVM wrote are written and read as a whole, which brings them up to date: the code is the same where no
    /// upgrade is needed.
    /// </summary>
    [Trait("Kind", "corpus")]
    [Theory]
    [InlineData("LLVM21.1", true)]
    [InlineData("LLVM22.9", false)]
    [InlineData("another", true)]
    public void Partitions_of_an_older_module_are_written_and_read_again(string producer, bool needsUpgrade)
    {
        LlvmSession.Start(null);
        byte[] bitcode = File.ReadAllBytes(Corpus.File("lua", "opt.bc"));
        using InputModule input = InputModule.FromBytes(BitcodeSignature.Sign(bitcode, producer), "lua.bc");
        Assert.Equal(needsUpgrade, input.NeedsUpgrade);
        Assert.Equal(Objects(InputModule.FromBytes(bitcode, "lua.bc"), needsUpgrade: false), Objects(input, needsUpgrade));
    }

    private static List<byte[]> Objects(InputModule input, bool needsUpgrade)
    {
        IReadOnlyList<PartitionResult> all = ParallelBackend.Run(
            input, Plan(input, new PartitionOptions()), new CompileOptions { Stage = Stage.Codegen, Level = OptimizationLevel.O0 },
            new ThreadExecutor(2), null);
        Assert.All(all, result => Assert.Equal(needsUpgrade, result.Timing.BitcodeBytes > 0));
        return [.. all.Select(result => result.Object)];
    }

    /// <summary>Which of two equal strings optimisation keeps turns the order of its uses round.</summary>
    [Theory]
    [InlineData("ptr @text")]
    [InlineData("ptr getelementptr inbounds (i8, ptr @text, i64 2)")]
    [InlineData("ptr @callee")]
    public void The_order_in_which_symbols_are_used_is_not_in_the_bytes(string used)
    {
        string ir = "@text = private unnamed_addr constant [6 x i8] c\"hello\\00\"\ndeclare void @callee()\ndeclare void @use(ptr)\n"
            + $"define void @f() {{ call void @use({used}) call void @use({used}) call void @use({used}) ret void }}\ndefine void @g() {{ ret void }}\n";
        byte[][] plain = CarveToBytes(ir);
        byte[][] turned = CarveToBytes(ir + $"uselistorder {used}, {{ 2, 1, 0 }}\n");
        Assert.Equal(2, plain.Length);
        Assert.Equal(plain, turned);
    }

    private static string Part(string[] parts, string definition) =>
        parts.Single(p => p.Split('\n').Any(line => line.StartsWith("define", StringComparison.Ordinal)
            && line.Contains(definition.Replace("define void ", "", StringComparison.Ordinal), StringComparison.Ordinal)));

    private static string[] Carve(string ir) => [.. CarveToBytes(ir).Select(LlvmTools.Disassemble)];

    private static byte[][] CarveToBytes(string ir)
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.FromBytes(LlvmTools.Assemble(Target + ir), "test.bc");
        SymbolPlan plan = Plan(input, new PartitionOptions { Strategy = PartitionStrategy.Max });
        return [.. plan.Partitions.Partitions.Select(p => Carver.Carve(input, plan, p.Id))];
    }

    private static SymbolPlan Plan(InputModule input, PartitionOptions options)
    {
        ProgramGraph graph = GraphReader.Read(input, 1);
        return SymbolPlanner.Plan(graph, PartitionPlanner.Plan(graph, options), new LinkageOptions { UniqueId = "id" });
    }
}
