using LtoPar.Bitcode.Metadata;
using LtoPar.CallGraph.Reader.DebugInfo;
using LtoPar.TestSupport;

namespace LtoPar.CallGraph.Reader.Tests.DebugInfo;

/// <summary>A body without its debug information is what it was without it, and what it was is told.</summary>
public sealed unsafe class FunctionStripperTests
{
    private const string Ir = """
        target triple = "x86_64-pc-linux-gnu"
        declare ptr @alloc(i64)
        define i32 @f(i32 %x) !dbg !10 {
        entry:
            #dbg_value(i32 %x, !12, !DIExpression(), !14)
          %p = call ptr @alloc(i64 4), !dbg !14, !heapallocsite !40
          store i32 %x, ptr %p, !dbg !15, !nontemporal !6
          ret i32 %x, !dbg !15
        }
        define i32 @g() !dbg !20 {
          ret i32 1, !dbg !21
        }
        define i32 @h() {
          ret i32 2
        }
        !llvm.dbg.cu = !{!0}
        !llvm.module.flags = !{!1}
        !0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !2, emissionKind: FullDebug)
        !1 = !{i32 2, !"Debug Info Version", i32 3}
        !2 = !DIFile(filename: "x.c", directory: "/")
        !3 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
        !4 = !DISubroutineType(types: !5)
        !5 = !{!3, !3}
        !6 = !{i32 1}
        !10 = distinct !DISubprogram(name: "f", linkageName: "_f", scope: !2, file: !2, line: 1, type: !4, unit: !0, spFlags: DISPFlagDefinition)
        !12 = !DILocalVariable(name: "x", arg: 1, scope: !10, file: !2, line: 1, type: !3)
        !14 = !DILocation(line: 1, scope: !10)
        !15 = !DILocation(line: 2, scope: !22, inlinedAt: !16)
        !16 = distinct !DILocation(line: 3, scope: !10)
        !20 = distinct !DISubprogram(name: "g", scope: !2, file: !2, line: 4, type: !4, unit: !0, spFlags: DISPFlagDefinition)
        !21 = !DILocation(line: 4, scope: !20)
        !22 = distinct !DILexicalBlock(scope: !20, file: !2, line: 5, column: 1)
        !40 = !DICompositeType(tag: DW_TAG_structure_type, name: "S", file: !2, line: 7, size: 32)
        """;

    [Fact]
    public void One_body_loses_its_debug_information_and_nothing_else()
    {
        byte[] copy = Strip(function: 1, out _, out _);
        string ir = LlvmTools.Disassemble(copy);
        string body = ir[ir.IndexOf("define i32 @f", StringComparison.Ordinal)..ir.IndexOf("define i32 @g", StringComparison.Ordinal)];
        Assert.DoesNotContain("dbg", body, StringComparison.Ordinal);
        Assert.Contains("%p = call ptr @alloc(i64 4), !heapallocsite", body, StringComparison.Ordinal);
        Assert.Contains("store i32 %x, ptr %p, align 4, !nontemporal", body, StringComparison.Ordinal);
        Assert.Contains("ret i32 1, !dbg", ir, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_body_names_is_told_in_its_order()
    {
        Strip(function: 1, out FunctionDebugInfo found, out string[] roots);
        Assert.Equal(new SubprogramName("f", "_f"), found.Name);
        Assert.Equal(["Subprogram", "LocalVariable", "LexicalBlock", "CompositeType"], roots);
    }

    [Fact]
    public void A_body_without_debug_information_is_left_as_it_was()
    {
        byte[] copy = Strip(function: 3, out FunctionDebugInfo found, out string[] roots);
        Assert.Equal(LlvmTools.Assemble(Ir), copy);
        Assert.Null(found.Name);
        Assert.Empty(roots);
    }

    /// <param name="function">An ordinal: what is declared counts.</param>
    private static byte[] Strip(int function, out FunctionDebugInfo found, out string[] roots)
    {
        byte[] bytes = LlvmTools.Assemble(Ir);
        byte[] copy = [.. bytes];
        fixed (byte* first = bytes)
        {
            MetadataIndex index = MetadataIndex.Read(first, bytes.Length)!;
            found = new FunctionDebugInfo(index, function);
            new FunctionStripper(index).Strip(function, copy, found);
            found.Finish();
            FunctionDebugInfo own = found;
            roots = [.. found.Roots.Select(r => $"{(r < index.Count ? index.CodeOf(r) : own.CodeOf(r - index.Count))}")];
        }

        return copy;
    }
}
