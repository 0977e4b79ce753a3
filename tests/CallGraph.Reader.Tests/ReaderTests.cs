using LtoPar.CallGraph.Reader;
using LtoPar.Llvm;
using LtoPar.TestSupport;

namespace LtoPar.CallGraph.Reader.Tests;

/// <summary>Reads small modules and checks edges with their counts, sizes, flags, and each must-stay-together rule with its reason.</summary>
public sealed class ReaderTests
{
    private const string Target = "target triple = \"x86_64-pc-linux-gnu\"\n";

    public static TheoryData<string, string, string, string> Groups() => new()
    {
        // IR, a symbol, another, why they must be together ("" when they need not be).
        { "$c = comdat any\ndefine void @a() comdat($c) { ret void }\n@b = global i32 0, comdat($c)", "a", "b", "Comdat" },
        { "@b = alias void (), ptr @a\ndefine void @a() { ret void }", "a", "b", "Alias" },
        { "@v = global [4 x i32] zeroinitializer\n@b = alias i32, getelementptr ([4 x i32], ptr @v, i64 0, i64 2)", "v", "b", "Alias" },
        { "@v = internal global i32 0\n@\"\\01v\" = external global i32\ndefine ptr @u() { ret ptr @\"\\01v\" }", "u", "v", "LiteralName" },
        { "@v = global i32 0\n@\"\\01v\" = external global i32\ndefine ptr @u() { ret ptr @\"\\01v\" }", "u", "v", "" },
        { "@v = global i32 0\n@b = weak alias i32, ptr @v\ndefine ptr @u() { ret ptr @b }", "u", "b", "Alias" },
        { "@v = internal global i32 0\n@b = alias i32, ptr @v\ndefine ptr @u() { ret ptr @b }", "u", "b", "" },
        { "@b = weak alias void (), ptr @a\ndefine void @a() { ret void }\ndefine ptr @u() { ret ptr @b }", "u", "b", "" },
        { "@a = global ptr null, section \".init_array\"\n@b = global ptr null, section \".init_array.00101\"", "a", "b", "StructorOrder" },
        { "@a = global ptr null, section \".init_array\"\n@b = global ptr null, section \".fini_array\"", "a", "b", "" },
        { "@b = ifunc void (), ptr @a\ndefine ptr @a() { ret ptr null }", "a", "b", "IFunc" },
        { "@b = global ptr blockaddress(@a, %x)\ndefine void @a() {\n br label %x\nx: ret void }", "a", "b", "BlockAddress" },
        { "define ptr @b() { ret ptr blockaddress(@a, %x) }\ndefine void @a() {\n br label %x\nx: ret void }", "a", "b", "BlockAddress" },
        {
            "@d = global i64 sub (i64 ptrtoint (ptr @a to i64), i64 ptrtoint (ptr @b to i64))\ndefine void @a() { ret void }\ndefine void @b() { ret void }",
            "a", "b", "SymbolDifference"
        },
        { "@d = global i64 sub (i64 ptrtoint (ptr @a to i64), i64 ptrtoint (ptr @d to i64))\ndefine void @a() { ret void }", "a", "d", "" },
        { "@m = global i32 1, section \"meta\", !associated !0\ndefine void @a() { ret void }\n!0 = !{ptr @a}", "m", "a", "Associated" },
        { "@a = global i32 1, section \"table\"\n@b = global i32 2, section \"table\"", "a", "b", "SectionOrder" },
        { "@a = global i32 1, section \"table\"\n@b = global i32 2, section \"other\"", "a", "b", "" },
        { "@a = global i32 1, section \".initcall6.init\"\n@b = global i32 2, section \".initcall6.init\"", "a", "b", "SectionOrder" },
        { "@a = global i32 1, section \".data\"\n@b = global i32 2, section \".data\"", "a", "b", "" },
        { "@a = global i32 1, section \"__llvm_prf_cnts\"\n@b = global i32 2, section \"__llvm_prf_cnts\"", "a", "b", "" },
        { "@a = global i32 1, section \"m\", !associated !0\n@b = global i32 2, section \"m\", !associated !1\n@c = global i32 0\n"
            + "@d = global i32 0\n!0 = !{ptr @c}\n!1 = !{ptr @d}", "a", "b", "" },
        { "@k = weak_odr global i32 0\n"
            + "@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 1, ptr @c, ptr @k }]\n"
            + "define void @c() { ret void }", "k", "c", "StructorKey" },
        { "@k = weak_odr global i32 0\n"
            + "@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 1, ptr @c, ptr @k }]\n"
            + "define void @c() { ret void }", "k", "llvm.global_ctors", "StructorKey" },
        { "@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 1, ptr @c, ptr null }]\n"
            + "define void @c() { call void @c()\n ret void }", "c", "llvm.global_ctors", "" },
        {
            "@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 1, ptr @c, ptr null }]\ndefine void @c() { ret void }",
            "c", "llvm.global_ctors", "StructorEmpty"
        },
        { "module asm \"jmp a\"\nmodule asm \".quad b\"\ndefine internal void @a() { ret void }\n@b = internal global i32 0", "a", "b", "Asm" },
        { "module asm \"local: ret\"\ndeclare void @local()\ndefine void @a() { call void @local()\n ret void }\n"
            + "define void @b() { call void @local()\n ret void }", "a", "b", "Asm" },
        { "module asm \".globl far\"\nmodule asm \"far: ret\"\ndeclare void @far()\ndefine void @a() { call void @far()\n ret void }\n"
            + "define void @b() { call void @far()\n ret void }", "a", "b", "" },
        { "module asm \".macro M\"\nmodule asm \"nop\"\nmodule asm \".endm\"\ndefine void @a() { call void asm sideeffect \"M\", \"\"()\n"
            + " ret void }\ndefine void @b() { call void asm sideeffect \"M\", \"\"()\n ret void }", "a", "b", "Asm" },
        { "define void @a() { call void asm sideeffect \"call s\", \"\"()\n ret void }\ndefine internal void @s() { ret void }", "a", "s", "Asm" },
        { "define void @a() { call void asm sideeffect \"nop\", \"\"()\n ret void }\ndefine void @b() { call void asm sideeffect \"nop\", \"\"()\n"
            + " ret void }", "a", "b", "" },
        { "module asm \"# a, b\"\ndefine internal void @a() { ret void }\ndefine internal void @b() { ret void }\n", "a", "b", "" },
        {
            "module asm \".globl f\"\nmodule asm \"f: add %rax, %rbx\"\ndefine internal void @add() { ret void }\ndefine internal void @rax() { ret void }\n",
            "add", "rax", ""
        },
        { "module asm \".macro M\"\nmodule asm \"call s\"\nmodule asm \".endm\"\ndefine void @a() { call void asm sideeffect \"M\", \"\"()\n"
            + " ret void }\ndefine internal void @s() { ret void }\n", "a", "s", "Asm" },
        { "module asm \".macro M\"\nmodule asm \"call s\"\nmodule asm \".endm\"\ndefine void @a() { call void asm sideeffect \"nop\", \"\"()\n"
            + " ret void }\ndefine internal void @s() { ret void }\n", "a", "s", "" },
        { "module asm \".macro INNER\"\nmodule asm \"call s\"\nmodule asm \".endm\"\nmodule asm \".macro OUTER\"\nmodule asm \"INNER\"\n"
            + "module asm \".endm\"\ndefine void @a() { call void asm sideeffect \"OUTER\", \"\"()\n ret void }\n"
            + "define internal void @s() { ret void }\n", "a", "s", "Asm" },
        { "module asm \".macro M x\"\nmodule asm \"call \\5Cx\\5C()_end\"\nmodule asm \".endm\"\n"
            + "define void @a() { call void asm sideeffect \"M s\", \"\"()\n ret void }\ndefine internal void @s_end() { ret void }\n", "a", "s_end", "Asm" },
        { "module asm \".macro MAKE x\"\nmodule asm \".macro \\5Cx\\5C()_m\"\nmodule asm \"nop\"\nmodule asm \".endm\"\nmodule asm \".endm\"\n"
            + "module asm \"MAKE y\"\ndefine void @a() { call void asm sideeffect \"y_m\", \"\"()\n ret void }\n"
            + "define void @b() { call void asm sideeffect \"y_m\", \"\"()\n ret void }\n", "a", "b", "Asm" },
        { "define void @a() { call void asm sideeffect \".pushsection .data\", \"\"()\n ret void }\n"
            + "define void @b() { call void asm sideeffect \".popsection\", \"\"()\n ret void }\n", "a", "b", "Asm" },
        { "define void @a() { call void asm sideeffect \".pushsection .data; .popsection\", \"\"()\n ret void }\n"
            + "define void @b() { call void asm sideeffect \".pushsection .data; .popsection\", \"\"()\n ret void }\n", "a", "b", "" },
        { "define void @a() { call void asm sideeffect \".set x, 1\", \"\"()\n ret void }\n"
            + "define void @b() { call void asm sideeffect \"movl $$x, %eax\", \"\"()\n ret void }\n", "a", "b", "Asm" },
        {
            "define void @a() { call void asm sideeffect \"call fn_${:uid}\", \"\"()\n ret void }\ndefine internal void @fn_1() { ret void }\n",
            "a", "fn_1", "Asm"
        },
        { "module asm \"call a\"\nmodule asm \".quad b\"\ndefine void @a() { ret void }\ndefine void @b() { ret void }", "a", "b", "" },
        {
            "module asm \"call a\"\nmodule asm \"call b\"\ndefine linkonce_odr void @a() { ret void }\ndefine linkonce_odr void @b() { ret void }",
            "a", "b", "Asm"
        },
        { "module asm \".quad a-b\"\ndefine void @a() { ret void }\ndefine void @b() { ret void }", "a", "b", "Asm" },
        {
            "module asm \".weak w\"\ndeclare void @w()\ndefine void @a() { call void @w()\n ret void }\ndefine void @b() { call void @w()\n ret void }",
            "a", "b", "Asm"
        },
        { "module asm \"local: ret\"\ndeclare void @local()\n@llvm.used = appending global [1 x ptr] [ptr @local], section \"llvm.metadata\"\n"
            + "@a = global ptr @local\n@b = global ptr @local", "a", "b", "Asm" },
        { "define void @a() { call void @b()\n ret void }\ndefine void @b() { ret void }", "a", "b", "" },
        {
            "@vt = private constant [1 x ptr] [ptr @f]\n@v = hidden alias [1 x ptr], ptr @vt\ndefine void @f() { ret void }\n"
            + "declare void @llvm.icall.branch.funnel(...)\n"
            + "define void @fn(ptr nest %0, ...) {\n musttail call void (...) @llvm.icall.branch.funnel(ptr nest %0, ptr @v, ptr @f, ...)\n"
            + " ret void }", "fn", "vt", "BranchFunnel"
        },
    };

    [Theory]
    [MemberData(nameof(Groups))]
    public void Groups_are_what_must_stay_together(string ir, string a, string b, string reason)
    {
        ProgramGraph graph = Read(ir);
        bool together = graph.Groups.LeaderOf(Id(graph, a)) == graph.Groups.LeaderOf(Id(graph, b));
        Assert.Equal(reason.Length > 0, together);
        Assert.True(reason.Length == 0 || graph.Ties.Any(t => t.Reason.ToString() == reason), string.Join(", ", graph.Ties));
    }

    [Fact]
    public void Edges_count_calls_and_references_apart()
    {
        ProgramGraph graph = Read(
            "define internal void @g(ptr %p) { ret void }\n@t = global [2 x ptr] [ptr @g, ptr @g]\n"
            + "define void @f() { call void @g(ptr null)\n call void @g(ptr null)\n call void @g(ptr @t)\n ret void }");
        Assert.Equal(
            [new CallEdge(Id(graph, "f"), Id(graph, "g"), EdgeKind.Call, 3, 3), new CallEdge(Id(graph, "f"), Id(graph, "t"), EdgeKind.Reference, 1, 1)],
            graph.EdgesOf(Id(graph, "f")).ToArray());
        Assert.Equal([EdgeKind.Reference], graph.EdgesOf(Id(graph, "t")).ToArray().Select(e => e.Kind));
        Assert.Equal(4, graph.Symbols.Instructions(Id(graph, "f")));
    }

    [Fact]
    public void Personalities_and_prefixes_are_references()
    {
        ProgramGraph graph = Read(
            "define i32 @p(...) { ret i32 0 }\n@d = internal global i32 1\ndefine void @f() prefix ptr @d personality ptr @p { ret void }");
        Assert.Equal([Id(graph, "p"), Id(graph, "d")], graph.EdgesOf(Id(graph, "f")).ToArray().Select(e => e.Target));
    }

    [Fact]
    public void A_profile_sets_the_weight()
    {
        ProgramGraph graph = Read(
            "define void @g() { ret void }\ndefine void @f() { call void @g()\n ret void }\n!llvm.module.flags = !{!0}\n"
            + "!0 = !{i32 5, !\"CG Profile\", !1}\n!1 = !{!2, !3}\n"
            + "!2 = !{ptr @f, ptr @g, i64 1000}\n!3 = !{ptr @f, null, i64 7}");
        Assert.Equal(1000UL, graph.EdgesOf(Id(graph, "f"))[0].Weight);
    }

    [Theory]
    [InlineData("@s = private unnamed_addr constant [3 x i8] c\"ab\\00\"", true)]
    [InlineData("@s = internal unnamed_addr constant i32 5", true)]
    [InlineData("@s = internal constant i32 5", false)]
    [InlineData("@s = internal unnamed_addr global i32 5", false)]
    [InlineData("@s = unnamed_addr constant i32 5", false)]
    [InlineData("@s = private unnamed_addr constant [4 x i8] c\"a\\00b\\00\"", true)] // four bytes: the linker merges it as a constant
    [InlineData("@s = private unnamed_addr constant [5 x i8] c\"a\\00bc\\00\"", false)]
    [InlineData("@s = private unnamed_addr constant [100 x i32] zeroinitializer", false)]
    [InlineData("@s = private unnamed_addr constant ptr @s", false)]
    [InlineData("@s = private unnamed_addr constant i32 5, section \"mine\"", false)]
    [InlineData("@s = private thread_local unnamed_addr constant i32 5", false)]
    public void Copyable_is_what_nobody_can_tell_apart(string ir, bool copyable)
    {
        ProgramGraph graph = Read(ir);
        Assert.Equal(copyable, graph.Symbols.IsCopyable(Id(graph, "s")));
    }

    [Theory]
    [InlineData("@s = internal externally_initialized global i32 5, section \"mine\"", true)]
    [InlineData("@s = internal externally_initialized constant i32 5, section \"mine\"", true)]
    [InlineData("@s = internal externally_initialized global i32 5", false)]
    [InlineData("@s = internal global i32 5, section \"mine\"", false)]
    [InlineData("@s = external externally_initialized global i32, section \"mine\"", false)]
    [InlineData("@s = internal thread_local externally_initialized global i32 5, section \"mine\"", false)]
    public void A_slot_is_known_by_three_marks(string ir, bool isSlot)
    {
        const string Kept = "\n@llvm.compiler.used = appending global [1 x ptr] [ptr @s], section \"llvm.metadata\"";
        ProgramGraph graph = Read(ir + Kept), other = Read(ir);
        Assert.Equal(isSlot, graph.Symbols.Has(Id(graph, "s"), SymbolFlags.Slot));
        Assert.False(other.Symbols.Has(Id(other, "s"), SymbolFlags.Slot));
    }

    [Theory]
    [InlineData("%x = load i8, ptr @s", true)]
    [InlineData("%p = getelementptr i8, ptr @s, i64 %n\n%x = load i8, ptr %p", true)]
    [InlineData("%x = load i8, ptr getelementptr inbounds (i8, ptr @s, i64 1)", true)]
    [InlineData("call void @llvm.memcpy.p0.p0.i64(ptr %q, ptr @s, i64 3, i1 false)", true)]
    [InlineData("call void @keeps_nothing(ptr @s)", true)]
    [InlineData("call void @keeps(ptr captures(none) @s)", true)]
    [InlineData("%p = select i1 %c, ptr @s, ptr %q\n%x = load i8, ptr %p", true)]
    [InlineData("%p = select i1 %c, ptr @s, ptr %q\n%x = icmp eq ptr %p, %q", false)]
    [InlineData("call void @keeps(ptr @s)", false)]
    [InlineData("call void @compares(ptr @s)", false)]
    [InlineData("call void @keeps_nothing(ptr @s) [ \"deopt\"(ptr @s) ]", false)]
    [InlineData("store ptr @s, ptr %q", false)]
    [InlineData("%x = icmp eq ptr %q, @s", false)]
    [InlineData("%x = ptrtoint ptr @s to i64", false)]
    [InlineData("%x = load i64, ptr @t", false)]
    public void A_constant_is_copyable_while_nobody_sees_its_address(string body, bool copyable)
    {
        string table = body.Contains("@t", StringComparison.Ordinal) ? "@t = internal constant ptr @s\n" : "";
        ProgramGraph graph = Read($$"""
            @s = private unnamed_addr constant [3 x i8] c"ab\00"
            {{table}}declare void @keeps(ptr)
            declare void @keeps_nothing(ptr captures(none))
            declare void @compares(ptr captures(address))
            declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
            define void @f(ptr %q, i64 %n, i1 %c) {
              {{body}}
              ret void
            }
            """);
        Assert.Equal(copyable, graph.Symbols.IsCopyable(Id(graph, "s")));
        Assert.True(graph.Symbols.Floats(Id(graph, "s")));
    }

    [Theory]
    [InlineData("@__LLVM_FaultMaps = external hidden global i8", "load volatile i8, ptr @__LLVM_FaultMaps", true)]
    [InlineData("@__LLVM_FaultMaps = external hidden global i8", "load volatile i8, ptr null", false)]
    [InlineData("@other = external hidden global i8", "load volatile i8, ptr @other", false)]
    public void Those_with_entries_in_a_named_table_stay_with_who_names_it(string table, string use, bool together)
    {
        ProgramGraph graph = Read($$"""
            {{table}}
            define i32 @checks(ptr %p) {
              %null = icmp eq ptr %p, null
              br i1 %null, label %no, label %yes, !make.implicit !0
            yes:
              %v = load i32, ptr %p
              ret i32 %v
            no:
              ret i32 0
            }
            define i8 @reads() {
              %v = {{use}}
              ret i8 %v
            }
            !0 = !{}
            """);
        Assert.Equal(together, graph.Groups.LeaderOf(Id(graph, "checks")) == graph.Groups.LeaderOf(Id(graph, "reads")));
    }

    [Fact]
    public void The_graph_does_not_depend_on_how_many_read_it()
    {
        // Large enough for several workers: GraphReader gives a worker at least 256 KiB.
        byte[] bytes = Assemble(ManyFunctions(4000));
        Assert.True(bytes.Length > 4 * 256 * 1024);
        LlvmSession.Start(null);
        using InputModule input = InputModule.FromBytes(bytes, "large.bc");
        ProgramGraph one = GraphReader.Read(input, 1);
        ProgramGraph four = GraphReader.Read(input, 4);
        Assert.Equal(one.Symbols.Size, four.Symbols.Size);
        for (int symbol = 0; symbol < one.SymbolCount; symbol++)
        {
            Assert.Equal(one.EdgesOf(symbol).ToArray(), four.EdgesOf(symbol).ToArray());
        }

        Assert.Equal(one.Ties, four.Ties);
        Assert.Equal(2000, one.Ties.Count);
    }

    /// <summary>Functions that call each other, and name a block in the middle of the list of functions from its ends.</summary>
    internal static string ManyFunctions(int count)
    {
        System.Text.StringBuilder ir = new(Target + "declare void @use(ptr)\n");
        for (int i = 0; i < count; i++)
        {
            ir.Append(System.Globalization.CultureInfo.InvariantCulture, $"define internal i32 @function_number_{i}(i32 %x) {{\n");
            for (int k = 0; k < 12; k++)
            {
                ir.Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $" %v{k} = call i32 @function_number_{((i * 7) + (k * 131)) % count}(i32 {k * 1000 + i})\n");
            }

            // A block's address makes LLVM read that body too, whichever share it is in.
            ir.Append(
                System.Globalization.CultureInfo.InvariantCulture, $" call void @use(ptr blockaddress(@function_number_{(i + (count / 2)) % count}, %end))\n");
            ir.Append(" br label %end\nend:\n ret i32 %v11\n}\n");
        }

        return ir.ToString();
    }

    private static byte[] Assemble(string ir) => LlvmTools.Assemble(ir);

    private static ProgramGraph Read(string ir)
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.FromBytes(Assemble(Target + ir), "test.bc");
        return GraphReader.Read(input, 2);
    }

    private static int Id(ProgramGraph graph, string name) => Array.IndexOf(graph.Symbols.Names, name) is var id && id >= 0
        ? id
        : throw new ArgumentException(name);
}
