using LtoPar.Backend.Carving;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader;
using LtoPar.CallGraph.Reader.DebugInfo;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform.Files;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Carving;

/// <summary>
/// Debug information is left out as bits, before LLVM reads a module, to save time alone: whatever is made of the module must be what is made without.
/// </summary>
public sealed class TrimmedInputTests
{
    private static readonly string[] s_programs = ["lua", "ninja"];

    [Trait("Kind", "corpus")]
    [Theory]
    [InlineData("lua", "opt.bc", 60)]
    [InlineData("lua", "merged.bc", 20)]
    [InlineData("ninja", "opt.bc", 30)]
    public void A_partition_is_the_same_module_whether_its_debug_information_was_left_out_before_or_after(string program, string file, int maxFunctions)
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.Open(CorpusFile(program, file));
        Assert.NotNull(input.Metadata);
        SymbolPlan plan = Plan(GraphReader.Read(input, 2), maxFunctions);
        Assert.True(plan.Partitions.Partitions.Count > 3);
        Parallel.ForEach(plan.Partitions.Partitions, new ParallelOptions { MaxDegreeOfParallelism = 2 }, partition =>
        {
            // Not the whole, or nothing would be shown.
            using (PrivateBytes? trimmed = TrimmedInput.Make(input, plan, partition.Id))
            {
                Assert.NotNull(trimmed);
            }

            Assert.True(
                Carver.Carve(input, plan, partition.Id).AsSpan().SequenceEqual(Carver.Carve(input, plan, partition.Id, trims: false)),
                $"{program}: partition {partition.Id} differs");
        });
    }

    /// <summary>Modules, and how many functions a partition of theirs has; sqlite's are made with LTO_PAR_TEST_FULL=1 alone.</summary>
    public static TheoryData<string, string, int> Planned()
    {
        TheoryData<string, string, int> data = new() { { "lua", "opt.bc", 60 }, { "ninja", "opt.bc", 30 }, { "ninja", "merged.bc", 30 } };
        if (TestForm.IsFull)
        {
            data.Add("sqlite", "opt.bc", 300);
        }

        return data;
    }

    [Trait("Kind", "corpus")]
    [Theory]
    [MemberData(nameof(Planned))]
    public void The_program_is_planned_alike_whether_its_debug_information_is_read_as_bits_or_as_nodes(string program, string file, int maxFunctions)
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.Open(CorpusFile(program, file));
        using (StrippedInput? stripped = StrippedInput.Make(input, 1))
        {
            Assert.NotNull(stripped);
        }

        ProgramGraph bits = GraphReader.Read(input, 2);
        ProgramGraph nodes = GraphReader.Read(input, new BodyQueue(input.Extent, ReadingPlan.Of(input.Extent, 2), 32), strips: false);
        Assert.Equal(nodes.Symbols.Size, bits.Symbols.Size);
        Assert.Equal(nodes.Symbols.Flags, bits.Symbols.Flags);
        Assert.Equal(nodes.Ties, bits.Ties);
        Assert.Equal(EdgesOf(nodes), EdgesOf(bits));
        Assert.Equal(nodes.DebugInfo!.Types, bits.DebugInfo!.Types);
        Assert.Equal(nodes.DebugInfo.IsAmbiguous, bits.DebugInfo.IsAmbiguous);
        Assert.Equal(nodes.DebugInfo.Subprograms, bits.DebugInfo.Subprograms);
        Assert.Contains(bits.DebugInfo.Subprograms, s => s is not null);
        AssertSame(nodes.DebugInfo, Plan(nodes, maxFunctions), Plan(bits, maxFunctions));
    }

    /// <summary>The modules of real programs; sqlite's and zstd's are made with LTO_PAR_TEST_FULL=1 alone.</summary>
    public static TheoryData<string, string> ProgramsWithDebugInfo()
    {
        TheoryData<string, string> modules = [];
        foreach (string program in TestForm.IsFull ? [.. s_programs, "sqlite", "zstd"] : s_programs)
        {
            modules.Add(program, "opt.bc");
            modules.Add(program, "merged.bc");
        }

        return modules;
    }

    /// <summary>It would be slower, and nothing else would show it.</summary>
    [Trait("Kind", "corpus")]
    [Theory]
    [MemberData(nameof(ProgramsWithDebugInfo))]
    public void No_real_program_is_read_whole(string program, string file)
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.Open(CorpusFile(program, file));
        SymbolPlan plan = Plan(GraphReader.Read(input, 2), new PartitionOptions());
        foreach (int partition in plan.Partitions.Partitions.Select(p => p.Id))
        {
            TrimmedInput.Make(input, plan, partition)?.Dispose();
        }

        Assert.Empty(input.WholeReadings);
        Assert.NotNull(input.Metadata);
    }

    /// <summary>An older LLVM may have written it in another way; a wrapper moves all that the file counts from its start.</summary>
    [Trait("Kind", "corpus")]
    [Fact]
    public void What_is_read_whole_says_why()
    {
        byte[] bitcode = File.ReadAllBytes(CorpusFile("lua", "opt.bc"));
        Assert.Equal(["LLVM 21 wrote it, and only the layout of LLVM 22 is known"], WholeReadings(BitcodeSignature.Sign(bitcode, "LLVM21.1")));
        byte[] wrapper = [0xDE, 0xC0, 0x17, 0x0B, 0, 0, 0, 0, 20, 0, 0, 0, .. BitConverter.GetBytes(bitcode.Length), 0, 0, 0, 0];
        Assert.Equal(["the bitcode is in a wrapper"], WholeReadings([.. wrapper, .. bitcode]));
    }

    private static IReadOnlyList<string> WholeReadings(byte[] bitcode)
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.FromBytes(bitcode, "test.bc");
        SymbolPlan plan = Plan(GraphReader.Read(input, 2), new PartitionOptions());
        Assert.True(plan.DebugInfo.UnitCount > 0);
        Carver.Carve(input, plan, 0);
        return input.WholeReadings;
    }

    private static IEnumerable<CallEdge> EdgesOf(ProgramGraph graph) => Enumerable.Range(0, graph.SymbolCount).SelectMany(s => graph.EdgesOf(s).ToArray());

    /// <summary>Functions, variables, aliases and ifuncs are numbered one after the other: one kind forgotten, and all after it are others.</summary>
    [Fact]
    public void Every_kind_of_symbol_has_its_debug_information()
    {
        using InputModule input = Assembled(
            """
            target triple = "x86_64-pc-linux-gnu"
            @v = global i32 0, !dbg !40
            @w = global i32 0
            @a = alias i32, ptr @v
            @chosen = ifunc void (), ptr @choose
            define internal ptr @choose() !dbg !10 { ret ptr @body, !dbg !12 }
            define internal void @body() !dbg !20 { ret void, !dbg !22 }
            define void @user() !dbg !50 {
              call void @chosen(), !dbg !52
              %x = load i32, ptr @a, !dbg !52
              store i32 %x, ptr @w, !dbg !52
              ret void, !dbg !52
            }
            !llvm.dbg.cu = !{!0}
            !llvm.module.flags = !{!1}
            !0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !2, emissionKind: FullDebug, globals: !41)
            !1 = !{i32 2, !"Debug Info Version", i32 3}
            !2 = !DIFile(filename: "x.c", directory: "/")
            !3 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
            !10 = distinct !DISubprogram(name: "choose", scope: !2, file: !2, line: 1, type: !30, unit: !0, spFlags: DISPFlagDefinition)
            !12 = !DILocation(line: 1, scope: !10)
            !20 = distinct !DISubprogram(name: "body", scope: !2, file: !2, line: 2, type: !30, unit: !0, spFlags: DISPFlagDefinition)
            !22 = !DILocation(line: 2, scope: !20)
            !30 = !DISubroutineType(types: !31)
            !31 = !{null}
            !40 = !DIGlobalVariableExpression(var: !42, expr: !DIExpression())
            !41 = !{!40}
            !42 = distinct !DIGlobalVariable(name: "v", scope: !0, file: !2, line: 3, type: !3, isLocal: false, isDefinition: true)
            !50 = distinct !DISubprogram(name: "user", scope: !2, file: !2, line: 4, type: !30, unit: !0, spFlags: DISPFlagDefinition)
            !52 = !DILocation(line: 4, scope: !50)
            """);
        ProgramGraph graph = GraphReader.Read(input, 1);
        SymbolPlan plan = MaxPlan(graph);
        Assert.True(plan.Partitions.Partitions.Count > 1);
        IEnumerable<int> withDebugInfo = Enumerable.Range(0, graph.SymbolCount).Where(symbol => graph.DebugInfo!.RootsOf(symbol).Length > 0);
        Assert.Equal("choose body user v", string.Join(' ', withDebugInfo.Select(symbol => graph.Symbols.Names[symbol])));
        Assert.All(plan.Partitions.Partitions, p => Assert.Equal(Carver.Carve(input, plan, p.Id, trims: false), Carver.Carve(input, plan, p.Id)));
    }

    /// <summary>Calls name strings, and a type that goes may have one of them as its name.</summary>
    [Trait("Kind", "corpus")]
    [Fact]
    public void What_a_call_names_stays()
    {
        using InputModule input = Assembled(
            """
            target triple = "x86_64-pc-linux-gnu"
            declare i1 @llvm.type.test(ptr, metadata)
            define i1 @test(ptr %p) !dbg !10 {
              %x = call i1 @llvm.type.test(ptr %p, metadata !"_ZTS1S"), !dbg !12
              ret i1 %x, !dbg !12
            }
            define i1 @again(ptr %p) !dbg !13 {
              %x = call i1 @llvm.type.test(ptr %p, metadata !"_ZTS1S"), !dbg !14
              ret i1 %x, !dbg !14
            }
            define void @one() !dbg !20 { ret void, !dbg !22 }
            define void @two() !dbg !23 { ret void, !dbg !24 }
            !llvm.dbg.cu = !{!0}
            !llvm.module.flags = !{!1}
            !0 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus_14, file: !2, emissionKind: FullDebug)
            !1 = !{i32 2, !"Debug Info Version", i32 3}
            !2 = !DIFile(filename: "x.cpp", directory: "/")
            !10 = distinct !DISubprogram(name: "test", scope: !2, file: !2, line: 1, type: !30, unit: !0, spFlags: DISPFlagDefinition)
            !12 = !DILocation(line: 1, scope: !10)
            !13 = distinct !DISubprogram(name: "again", scope: !2, file: !2, line: 2, type: !30, unit: !0, spFlags: DISPFlagDefinition)
            !14 = !DILocation(line: 2, scope: !13)
            !20 = distinct !DISubprogram(name: "one", scope: !2, file: !2, line: 3, type: !32, unit: !0, spFlags: DISPFlagDefinition)
            !22 = !DILocation(line: 3, scope: !20)
            !23 = distinct !DISubprogram(name: "two", scope: !2, file: !2, line: 4, type: !32, unit: !0, spFlags: DISPFlagDefinition)
            !24 = !DILocation(line: 4, scope: !23)
            !30 = !DISubroutineType(types: !31)
            !31 = !{null}
            !32 = !DISubroutineType(types: !33)
            !33 = !{null, !40}
            !40 = distinct !DICompositeType(tag: DW_TAG_class_type, name: "S", file: !2, line: 5, size: 8, elements: !41, identifier: "_ZTS1S")
            !41 = !{}
            """);
        SymbolPlan plan = MaxPlan(GraphReader.Read(input, 1));
        byte[][] partitions = [.. plan.Partitions.Partitions.Select(p => Carver.Carve(input, plan, p.Id))];
        Assert.Equal(4, partitions.Length);
        Assert.Equal(2, partitions.Count(p => LlvmTools.Disassemble(p).Contains("metadata !\"_ZTS1S\"", StringComparison.Ordinal)));
    }

    private static void AssertSame(DebugInfoGraph graph, SymbolPlan nodes, SymbolPlan bits)
    {
        int partitions = nodes.Partitions.Partitions.Count;
        Assert.True(partitions > 3);
        Assert.Equal(partitions, bits.Partitions.Partitions.Count);
        foreach (string type in graph.Types)
        {
            Assert.Equal((type, nodes.DebugInfo.OwnerOf(type)), (type, bits.DebugInfo.OwnerOf(type)));
            for (int partition = 0; partition < partitions; partition++)
            {
                Assert.Equal((type, partition, nodes.DebugInfo.IsDeclaredIn(type, partition)), (type, partition, bits.DebugInfo.IsDeclaredIn(type, partition)));
            }
        }

        for (int unit = 0; unit < graph.UnitCount; unit++)
        {
            Assert.Equal(nodes.DebugInfo.OwnerOfUnit(unit), bits.DebugInfo.OwnerOfUnit(unit));
        }
    }

    private static InputModule Assembled(string ir)
    {
        LlvmSession.Start(null);
        return InputModule.FromBytes(LlvmTools.Assemble(ir), "test.bc");
    }

    private static string CorpusFile(string program, string file) => Corpus.File(program, file, "O2-g");

    private static SymbolPlan Plan(ProgramGraph graph, int maxFunctions) => Plan(graph, new PartitionOptions { MaxFunctions = maxFunctions });

    private static SymbolPlan MaxPlan(ProgramGraph graph) => Plan(graph, new PartitionOptions { Strategy = PartitionStrategy.Max });

    private static SymbolPlan Plan(ProgramGraph graph, PartitionOptions options) =>
        SymbolPlanner.Plan(graph, PartitionPlanner.Plan(graph, options), new LinkageOptions { UniqueId = "id" });
}
