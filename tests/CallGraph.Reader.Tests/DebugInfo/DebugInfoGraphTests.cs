using LtoPar.TestSupport;

namespace LtoPar.CallGraph.Reader.Tests.DebugInfo;

/// <summary>The reader knows which types a debugger finds by name, and which symbols need them.</summary>
public sealed class DebugInfoGraphTests
{
    internal const string Ir = """
        target triple = "x86_64-pc-linux-gnu"
        @v = global i32 0, !dbg !40
        define void @a() !dbg !10 { ret void, !dbg !12 }
        define void @b() !dbg !20 { ret void, !dbg !22 }
        !llvm.dbg.cu = !{!0}
        !llvm.module.flags = !{!1}
        !0 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus_14, file: !2, emissionKind: FullDebug, globals: !41, retainedTypes: !50)
        !1 = !{i32 2, !"Debug Info Version", i32 3}
        !2 = !DIFile(filename: "x.cpp", directory: "/")
        !3 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
        !4 = !DINamespace(name: "ns", scope: null)
        !5 = !DINamespace(scope: null)
        !10 = distinct !DISubprogram(name: "a", scope: !2, file: !2, line: 1, type: !30, unit: !0, spFlags: DISPFlagDefinition, retainedNodes: !11)
        !11 = !{!13, !14, !15}
        !12 = !DILocation(line: 1, scope: !10)
        !13 = !DILocalVariable(name: "p", scope: !10, file: !2, line: 1, type: !60)
        !14 = !DILocalVariable(name: "q", scope: !10, file: !2, line: 1, type: !63)
        !15 = !DILocalVariable(name: "r", scope: !10, file: !2, line: 1, type: !64)
        !20 = distinct !DISubprogram(name: "b", scope: !2, file: !2, line: 2, type: !30, unit: !0, spFlags: DISPFlagDefinition, retainedNodes: !21)
        !21 = !{!23, !24}
        !22 = !DILocation(line: 2, scope: !20)
        !23 = !DILocalVariable(name: "s", scope: !20, file: !2, line: 2, type: !61)
        !24 = !DILocalVariable(name: "t", scope: !20, file: !2, line: 2, type: !65)
        !30 = !DISubroutineType(types: !31)
        !31 = !{null}
        !32 = !{}
        !40 = !DIGlobalVariableExpression(var: !42, expr: !DIExpression())
        !41 = !{!40}
        !42 = distinct !DIGlobalVariable(name: "v", scope: !0, file: !2, line: 3, type: !66, isDefinition: true)
        !50 = !{!67}
        ; p points at ns::S, whose member points at U; both functions know U.
        !60 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !62, size: 64)
        !61 = !DICompositeType(tag: DW_TAG_union_type, name: "U", file: !2, line: 7, size: 32, elements: !32)
        !62 = !DICompositeType(tag: DW_TAG_structure_type, name: "S", scope: !4, file: !2, line: 8, size: 64, elements: !70)
        !70 = !{!71}
        !71 = !DIDerivedType(tag: DW_TAG_member, name: "u", scope: !62, file: !2, line: 8, baseType: !72, size: 64)
        !72 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !61, size: 64)
        ; Nobody else's: in an unnamed namespace, or in a function; and two of one name.
        !63 = !DICompositeType(tag: DW_TAG_structure_type, name: "Hidden", scope: !5, file: !2, line: 9, size: 32, elements: !32)
        !64 = !DICompositeType(tag: DW_TAG_structure_type, name: "Twice", file: !2, line: 10, size: 32, elements: !32)
        !65 = !DICompositeType(tag: DW_TAG_structure_type, name: "Twice", file: !2, line: 20, size: 96, elements: !32)
        !66 = !DICompositeType(tag: DW_TAG_class_type, name: "T<int>", file: !2, line: 11, size: 32, elements: !32, templateParams: !73)
        !67 = !DICompositeType(tag: DW_TAG_class_type, name: "T", file: !2, line: 11, size: 32, elements: !32, templateParams: !73)
        !73 = !{!DITemplateTypeParameter(name: "T", type: !3)}
        """;

    [Fact]
    public void Types_that_can_be_found_by_name_are_found()
    {
        DebugInfoGraph graph = Read();
        Assert.Equal(["struct T<int>", "struct Twice", "struct ns::S", "union U"], graph.Types);
        Assert.Equal([false, true, false, false], graph.IsAmbiguous);
        Assert.Equal(1, graph.UnitCount);
    }

    [Fact]
    public void Each_symbol_reaches_its_types()
    {
        DebugInfoGraph graph = Read();
        Assert.Equal(["struct Twice", "struct ns::S", "union U"], Reached(graph, 0));
        Assert.Equal(["struct Twice", "union U"], Reached(graph, 1));
        Assert.Equal(["struct T<int>"], Reached(graph, 2));
    }

    [Fact]
    public void A_module_without_debug_information_has_no_graph() =>
        Assert.Null(TestModules.Read("define void @a() { ret void }").DebugInfo);

    private static DebugInfoGraph Read() => TestModules.Read(Ir).DebugInfo ?? throw new InvalidOperationException("no debug information was read");

    private static string[] Reached(DebugInfoGraph graph, int symbol)
    {
        HashSet<int> seen = [];
        Stack<int> open = new(graph.RootsOf(symbol).ToArray());
        while (open.TryPop(out int node))
        {
            if (seen.Add(node))
            {
                foreach (int target in graph.ArcsOf(node))
                {
                    open.Push(target);
                }
            }
        }

        return [.. seen.Where(n => graph.TypeOf[n] >= 0).Select(n => graph.Types[graph.TypeOf[n]]).Distinct().Order(StringComparer.Ordinal)];
    }
}
