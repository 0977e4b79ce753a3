using LtoPar.Bitcode.DebugInfo;
using LtoPar.Bitcode.Metadata;
using LtoPar.Llvm;
using LtoPar.Llvm.DebugInfo;
using LtoPar.TestSupport;

namespace LtoPar.Bitcode.Tests.Metadata;

/// <summary>
/// What a record is taken to refer to is what the node in memory refers to: every kind of node, with every field that can hold a node or a string.
/// </summary>
public sealed unsafe class MetadataLayoutTests
{
    private const string Ir = """
        target triple = "x86_64-pc-linux-gnu"
        !llvm.dbg.cu = !{!0}
        !llvm.module.flags = !{!1}
        !0 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus_14, file: !2, producer: "p", flags: "f", splitDebugFilename: "d", emissionKind: FullDebug,
          enums: !3, retainedTypes: !4, globals: !5, imports: !6, macros: !7, splitDebugInlining: true, sysroot: "r", sdk: "k")
        !1 = !{i32 2, !"Debug Info Version", i32 3}
        !2 = !DIFile(filename: "x.cpp", directory: "/", checksumkind: CSK_MD5, checksum: "00000000000000000000000000000000", source: "text")
        !3 = !{!10}
        !4 = !{!20, !21, !22, !23, !24, !25, !26, !46}
        !5 = !{!60}
        !6 = !{!70, !71, !72}
        !7 = !{!80}
        !10 = distinct !DICompositeType(tag: DW_TAG_enumeration_type, name: "E", file: !2, line: 1, baseType: !20, size: 32, elements: !11, identifier: "_ZTS1E")
        !11 = !{!12}
        !12 = !DIEnumerator(name: "e", value: 1)
        !20 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
        !21 = !DIDerivedType(tag: DW_TAG_typedef, name: "T", file: !2, line: 2, scope: !50, baseType: !20, annotations: !30)
        !22 = distinct !DICompositeType(tag: DW_TAG_class_type, name: "C<int>", file: !2, line: 3, scope: !50, size: 64, elements: !31, vtableHolder: !23, templateParams: !33,
          identifier: "_ZTS1C", annotations: !30)
        !23 = distinct !DICompositeType(tag: DW_TAG_structure_type, name: "B", file: !2, line: 4, size: 64, elements: !32, identifier: "_ZTS1B")
        !24 = !DICompositeType(tag: DW_TAG_array_type, baseType: !20, elements: !34, dataLocation: !36, associated: !37, allocated: !38, rank: !39)
        !25 = !DICompositeType(tag: DW_TAG_structure_type, name: "V", file: !2, line: 5, size: 64, elements: !44)
        !26 = distinct !DICompositeType(tag: DW_TAG_structure_type, name: "D", file: !2, line: 6, size: 64, specification: !23)
        !30 = !{!301}
        !301 = !{!"btf_decl_tag", !"a"}
        !31 = !{!311, !312, !41}
        !311 = !DIDerivedType(tag: DW_TAG_member, name: "m", scope: !22, file: !2, line: 7, baseType: !20, size: 32, offset: 32)
        !312 = !DIDerivedType(tag: DW_TAG_member, name: "s", scope: !22, file: !2, line: 8, baseType: !20, flags: DIFlagStaticMember, extraData: i32 1)
        !32 = !{!321}
        !321 = !DIDerivedType(tag: DW_TAG_inheritance, scope: !23, baseType: !25, offset: 0, extraData: i32 0)
        !33 = !{!331, !332}
        !331 = !DITemplateTypeParameter(name: "P", type: !20)
        !332 = !DITemplateValueParameter(name: "Q", type: !20, value: i32 3)
        !34 = !{!35}
        !35 = !DISubrange(count: !361, lowerBound: !362)
        !36 = !DIExpression(DW_OP_push_object_address, DW_OP_deref)
        !361 = distinct !DIGlobalVariable(name: "n", scope: !0, file: !2, type: !20, isDefinition: true)
        !362 = distinct !DIGlobalVariable(name: "l", scope: !0, file: !2, type: !20, isDefinition: true)
        !37 = !DIExpression(DW_OP_push_object_address)
        !38 = !DIExpression(DW_OP_push_object_address, DW_OP_plus_uconst, 8)
        !39 = !DIExpression(DW_OP_push_object_address, DW_OP_plus_uconst, 16)
        !40 = distinct !DISubprogram(name: "g", linkageName: "_Z1g", scope: !22, file: !2, line: 9, type: !42, scopeLine: 9, containingType: !22, virtualIndex: 0, unit: !0,
          templateParams: !33, declaration: !41, retainedNodes: !43, thrownTypes: !47, annotations: !30, targetFuncName: "_Z1t", spFlags: DISPFlagDefinition)
        !41 = !DISubprogram(name: "g", linkageName: "_Z1g", scope: !22, file: !2, line: 9, type: !42, spFlags: 0)
        !42 = !DISubroutineType(types: !421)
        !421 = !{null, !20}
        !43 = !{!431, !432}
        !431 = !DILocalVariable(name: "x", arg: 1, scope: !40, file: !2, line: 9, type: !20, annotations: !30)
        !432 = !DILabel(scope: !40, name: "out", file: !2, line: 10)
        !44 = !{!45}
        !45 = !DICompositeType(tag: DW_TAG_variant_part, scope: !25, file: !2, size: 64, elements: !451, discriminator: !452)
        !451 = !{!453}
        !452 = !DIDerivedType(tag: DW_TAG_member, scope: !45, file: !2, baseType: !20, size: 32)
        !453 = !DIDerivedType(tag: DW_TAG_member, name: "w", scope: !45, file: !2, baseType: !20, size: 32, extraData: i32 4)
        !46 = !DIDerivedType(tag: DW_TAG_ptr_to_member_type, baseType: !20, size: 64, extraData: !22)
        !47 = !{!20}
        !50 = !DINamespace(name: "ns", scope: null)
        !60 = !DIGlobalVariableExpression(var: !61, expr: !DIExpression())
        !61 = distinct !DIGlobalVariable(name: "v", linkageName: "_Z1v", scope: !50, file: !2, line: 11, type: !20, isDefinition: true, declaration: !312, templateParams: !33,
          annotations: !30)
        !70 = !DIImportedEntity(tag: DW_TAG_imported_module, name: "alias", scope: !0, entity: !50, file: !2, line: 12, elements: !73)
        !71 = !DIImportedEntity(tag: DW_TAG_imported_declaration, scope: !74, entity: !20, file: !2, line: 13)
        !72 = !DIImportedEntity(tag: DW_TAG_imported_declaration, scope: !75, entity: !22, file: !2, line: 14)
        !73 = !{!71}
        !74 = distinct !DILexicalBlock(scope: !40, file: !2, line: 15, column: 1)
        !75 = !DILexicalBlockFile(scope: !74, file: !2, discriminator: 1)
        !80 = !DIMacroFile(line: 16, file: !2, nodes: !81)
        !81 = !{!82}
        !82 = !DIMacro(type: DW_MACINFO_define, line: 17, name: "M", value: "1")
        """;

    [Fact]
    public void A_record_refers_to_what_the_node_refers_to()
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.FromBytes(LlvmTools.Assemble(Ir), "test.bc");
        MetadataIndex index = Assert.IsType<MetadataIndex>(input.Metadata);
        string[] bits = [.. Enumerable.Range(
            index.StringCount, index.Count - index.StringCount).Where(n => IsDebugInfo(index.CodeOf(n))).Select(n => Describe(index, n))];

        using LazyModule module = LazyModule.Open(input);
        DebugNodes nodes = new(module.Context);
        Stack<nint> open = new(DebugNodes.CompileUnits(module.Handle));
        HashSet<nint> seen = [.. open];
        List<string> memory = [];
        while (open.TryPop(out nint node))
        {
            nint[] operands = [.. nodes.Operands(node).ToArray().Where(o => o != 0).Distinct()];
            if (DebugNodes.KindOf(node) is not (MetadataKind.Tuple or MetadataKind.String or MetadataKind.Constant))
            {
                memory.Add(
                    $"{DebugNodes.KindOf(node)}: {string.Join(' ', operands.Select(o => DebugNodes.KindOf(o).ToString()).Order(StringComparer.Ordinal))}");
            }

            foreach (nint operand in operands.Where(seen.Add))
            {
                open.Push(operand);
            }
        }

        // These show what differs; the lists show how often, too.
        Assert.Empty(memory.Except(bits));
        Assert.Empty(bits.Except(memory));
        Assert.Equal(memory.Order(StringComparer.Ordinal), bits.Order(StringComparer.Ordinal));
        Assert.Equal(22, bits.Select(b => b[..b.IndexOf(':')]).Distinct().Count());
    }

    private static bool IsDebugInfo(MetadataCode code) => code is not (MetadataCode.Node or MetadataCode.DistinctNode or MetadataCode.Value);

    private static string Describe(MetadataIndex index, int number) =>
        $"{Kind(index.CodeOf(number))}: "
            + $"{string.Join(' ', index.TargetsOf(number).ToArray().Distinct().Select(t => Kind(index.CodeOf(t))).Order(StringComparer.Ordinal))}";

    private static string Kind(MetadataCode code) => code switch
    {
        MetadataCode.Node or MetadataCode.DistinctNode => nameof(MetadataKind.Tuple),
        MetadataCode.Value => nameof(MetadataKind.Constant),
        // LLVM-C's numbers of kinds that have no name here.
        MetadataCode.TemplateType => "22",
        MetadataCode.TemplateValue => "23",
        MetadataCode.Label => "26",
        _ => code.ToString(),
    };
}
