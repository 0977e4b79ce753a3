using LtoPar.Backend.Carving;
using LtoPar.Bitcode.Metadata;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Carving;

/// <summary>A partition is given what it needs of a module's metadata. Of three functions two know a structure S by pointer, one as a member of T.</summary>
public sealed class MetadataSelectorTests : IDisposable
{
    private readonly InputModule _input;
    private readonly SymbolPlan _plan;

    public MetadataSelectorTests()
    {
        LlvmSession.Start(null);
        _input = InputModule.FromBytes(LlvmTools.Assemble(
            """
            target triple = "x86_64-pc-linux-gnu"
            @v = global i32 0, !dbg !40
            define void @f() !dbg !10 { ret void, !dbg !13 }
            define void @g() !dbg !20 { ret void, !dbg !23 }
            define void @h() !dbg !30 { ret void, !dbg !33 }
            !llvm.dbg.cu = !{!0}
            !llvm.module.flags = !{!1}
            !0 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus_14, file: !2, emissionKind: FullDebug, globals: !41, imports: !43)
            !1 = !{i32 2, !"Debug Info Version", i32 3}
            !2 = !DIFile(filename: "x.cpp", directory: "/")
            !3 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
            !4 = !DISubroutineType(types: !5)
            !5 = !{null}
            !10 = distinct !DISubprogram(name: "f", scope: !2, file: !2, line: 1, type: !4, unit: !0, spFlags: DISPFlagDefinition, retainedNodes: !11)
            !11 = !{!12}
            !12 = !DILocalVariable(name: "in f", scope: !10, file: !2, line: 1, type: !60)
            !13 = !DILocation(line: 1, scope: !10)
            !20 = distinct !DISubprogram(name: "g", scope: !2, file: !2, line: 2, type: !4, unit: !0, spFlags: DISPFlagDefinition, retainedNodes: !21)
            !21 = !{!22}
            !22 = !DILocalVariable(name: "in g", scope: !20, file: !2, line: 2, type: !60)
            !23 = !DILocation(line: 2, scope: !20)
            !30 = distinct !DISubprogram(name: "h", scope: !2, file: !2, line: 3, type: !4, unit: !0, spFlags: DISPFlagDefinition, retainedNodes: !31)
            !31 = !{!32}
            !32 = !DILocalVariable(name: "in h", scope: !30, file: !2, line: 3, type: !64)
            !33 = !DILocation(line: 3, scope: !30)
            !40 = !DIGlobalVariableExpression(var: !42, expr: !DIExpression())
            !41 = !{!40}
            !42 = distinct !DIGlobalVariable(name: "v", scope: !0, file: !2, line: 4, type: !3, isDefinition: true)
            !43 = !{!44}
            !44 = !DIImportedEntity(tag: DW_TAG_imported_declaration, scope: !30, entity: !3, file: !2, line: 5)
            !60 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !61, size: 64)
            !61 = !DICompositeType(tag: DW_TAG_structure_type, name: "S", file: !2, line: 7, size: 32, elements: !62)
            !62 = !{!63}
            !63 = !DIDerivedType(tag: DW_TAG_member, name: "of S", scope: !61, file: !2, line: 8, baseType: !3, size: 32)
            !64 = !DICompositeType(tag: DW_TAG_structure_type, name: "T", file: !2, line: 9, size: 32, elements: !65)
            !65 = !{!66}
            !66 = !DIDerivedType(tag: DW_TAG_member, name: "of T", scope: !64, file: !2, line: 10, baseType: !61, size: 32)
            """), "test.bc");
        ProgramGraph graph = GraphReader.Read(_input, 1);
        PartitionPlan partitions = PartitionPlanner.Plan(graph, new PartitionOptions { Strategy = PartitionStrategy.Max });
        _plan = SymbolPlanner.Plan(graph, partitions, new LinkageOptions { UniqueId = "id" });
    }

    private MetadataIndex Index => _input.Metadata!;

    public void Dispose() => _input.Dispose();

    [Fact]
    public void A_type_is_whole_at_home_and_where_something_is_made_of_it_and_a_name_where_it_is_pointed_at()
    {
        int owner = _plan.DebugInfo.OwnerOf("struct S")!.Value;
        foreach (string function in new[] { "f", "g" })
        {
            MetadataPart expected = PartitionOf(function) == owner ? MetadataPart.All : MetadataPart.Name;
            Assert.Equal((function, expected), (function, Select(function).Kept[TypeOf("struct S")]));
            Assert.Equal((function, MetadataPart.None), (function, Select(function).Kept[TypeOf("struct T")]));
        }

        Assert.Equal(MetadataPart.Layout, Select("h").Kept[TypeOf("struct S")]);
        Assert.Equal(MetadataPart.All, Select("h").Kept[TypeOf("struct T")]);
    }

    [Fact]
    public void Strings_go_with_what_they_name()
    {
        string other = PartitionOf("f") == _plan.DebugInfo.OwnerOf("struct S") ? "g" : "f";
        Assert.Equal((MetadataPart.All, MetadataPart.None, MetadataPart.None), (Text(other, "S"), Text(other, "of S"), Text(other, "of T")));
        Assert.Equal((MetadataPart.All, MetadataPart.All, MetadataPart.All), (Text("h", "S"), Text("h", "of S"), Text("h", "of T")));
    }

    /// <summary>The module's variable is defined in one partition, and listed there.</summary>
    [Fact]
    public void A_variable_is_attached_and_listed_where_it_is_defined()
    {
        int list = Index.TargetOf(Index.Units[0], MetadataLayout.UnitGlobals);
        foreach (string function in new[] { "f", "g", "h" })
        {
            MetadataSelection selection = Select(function);
            bool isHere = PartitionOf("v") == PartitionOf(function);
            Assert.Equal(isHere ? 0 : 1, selection.DroppedAttachments.Count);
            Assert.Equal(isHere ? 1 : 0, selection.Lists[list].Length);
        }
    }

    [Fact]
    public void An_import_into_a_function_goes_with_it()
    {
        int list = Index.TargetOf(Index.Units[0], MetadataLayout.UnitImports);
        Assert.Equal((0, 0, 1), (Select("f").Lists[list].Length, Select("g").Lists[list].Length, Select("h").Lists[list].Length));
    }

    [Fact]
    public void One_partition_carries_the_lists_of_a_unit()
    {
        int owner = _plan.DebugInfo.OwnerOfUnit(0);
        Assert.All(
            _plan.Partitions.Partitions,
            p => Assert.Equal(p.Id != owner, MetadataSelector.Select(Index, _plan, p.Id).UnitsWithoutLists.Contains(Index.Units[0])));
    }

    private MetadataPart Text(string function, string text) =>
        Select(function).Kept[Enumerable.Range(0, Index.StringCount).Single(number => Index.TextOf(number) == text)];

    private int TypeOf(string key) => Enumerable.Range(0, Index.Count).Single(number => Index.Types.KeyOf(number) == key);

    private int PartitionOf(string symbol) => _plan.Partitions.PartitionOf[_plan.Graph.Symbols.Names.ToList().IndexOf(symbol)];

    private MetadataSelection Select(string function) => MetadataSelector.Select(Index, _plan, PartitionOf(function));
}
