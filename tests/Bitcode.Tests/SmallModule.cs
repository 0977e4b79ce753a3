using LtoPar.Bitcode.Metadata;

namespace LtoPar.Bitcode.Tests;

/// <summary>A small program with debug information, as text, and what the bits of it are found by.</summary>
internal static class SmallModule
{
    public const string Ir = """
        target triple = "x86_64-pc-linux-gnu"
        @v = global i32 0, !dbg !40
        define void @f() !dbg !10 { ret void, !dbg !12 }
        !llvm.dbg.cu = !{!0}
        !llvm.module.flags = !{!1}
        !0 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus_14, file: !2, emissionKind: FullDebug, globals: !41, retainedTypes: !50)
        !1 = !{i32 2, !"Debug Info Version", i32 3}
        !2 = !DIFile(filename: "x.cpp", directory: "/")
        !3 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
        !10 = distinct !DISubprogram(name: "f", scope: !2, file: !2, line: 1, type: !30, unit: !0, spFlags: DISPFlagDefinition)
        !12 = !DILocation(line: 1, scope: !10)
        !30 = !DISubroutineType(types: !31)
        !31 = !{null, !60}
        !40 = !DIGlobalVariableExpression(var: !42, expr: !DIExpression())
        !41 = !{!40}
        !42 = distinct !DIGlobalVariable(name: "v", scope: !0, file: !2, line: 3, type: !3, isDefinition: true)
        !50 = !{!60, !61, !62}
        !60 = !DICompositeType(tag: DW_TAG_structure_type, name: "Kept", file: !2, line: 7, size: 32, elements: !70, identifier: "_ZTS4Kept")
        !61 = !DICompositeType(tag: DW_TAG_union_type, name: "Dropped", file: !2, line: 8, size: 32, elements: !71)
        !62 = !DICompositeType(tag: DW_TAG_structure_type, name: "Ballast, without which an edited block has no room: records are longer then", elements: !71)
        !70 = !{!72}
        !71 = !{}
        !72 = !DIDerivedType(tag: DW_TAG_member, name: "m", scope: !60, file: !2, line: 9, baseType: !3, size: 32)
        """;

    /// <summary>The number of the composite type with this key.</summary>
    public static int TypeOf(MetadataIndex index, string key) => Enumerable.Range(0, index.Count).Single(number => index.Types.KeyOf(number) == key);
}
