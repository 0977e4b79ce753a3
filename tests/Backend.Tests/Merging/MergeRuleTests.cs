using LtoPar.LinkJobs;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Merging;

/// <summary>
/// Each rule of the merge on the smallest link that shows it, against what llvm-lto2 makes of the same files and resolutions; the assertions
/// beside that say what the case is about.
/// </summary>
public sealed class MergeRuleTests
{
    [Fact]
    public void A_prevailing_linkonce_becomes_weak_and_stays_though_unused()
    {
        using MergeCase link = new MergeCase()
            .Add("a", "$o = comdat any\ndefine linkonce_odr i32 @o() comdat { ret i32 1 }\ndefine linkonce i32 @l() { ret i32 1 }", "o,px l,px");
        string merged = Agree(link);
        Assert.Contains("define weak_odr i32 @o()", merged, StringComparison.Ordinal);
        Assert.Contains("define weak i32 @l()", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preempted_odr_definition_can_be_inlined_and_is_not_emitted()
    {
        const string Caller = "define i32 @main() { %r = call i32 @o() ret i32 %r }\n";
        using MergeCase link = new MergeCase()
            .Add("a", Caller + "$o = comdat any\ndefine linkonce_odr i32 @o() comdat { ret i32 1 }", "main,plx o,")
            .Add("b", "define i32 @user() { %r = call i32 @o() ret i32 %r }\ndefine weak_odr i32 @o() { ret i32 1 }", "user,px o,");
        Assert.Contains("define available_externally i32 @o()", Agree(link), StringComparison.Ordinal);
    }

    [Fact]
    public void A_preempted_definition_that_may_differ_is_not_looked_into()
    {
        using MergeCase link = new MergeCase()
            .Add(
                "a",
                "define weak i32 @w(ptr byval(i64) %p) nounwind { ret i32 42 }\ndefine i32 @main(ptr %p) { %r = call i32 @w(ptr byval(i64) %p) ret i32 %r }",
                "w,l main,px")
            .Add(
                "b",
                "define linkonce fastcc i32 @l() { ret i32 43 }\n@v = weak constant i32 44\ndefine ptr @f() { %r = call fastcc i32 @l() ret ptr @v }",
                "f,px");
        string merged = Agree(link);
        Assert.DoesNotContain("ret i32 42", merged, StringComparison.Ordinal);
        Assert.DoesNotContain("ret i32 43", merged, StringComparison.Ordinal);
        Assert.DoesNotContain("i32 44", merged, StringComparison.Ordinal);
        Assert.Contains("declare dso_local i32 @w(ptr byval(i64))", merged, StringComparison.Ordinal);
        Assert.Contains("declare fastcc i32 @l()", merged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("w,", "w,pl")]
    [InlineData("w,pl", "w,")]
    public void Of_two_bodies_the_prevailing_one_is_the_programs(string first, string second)
    {
        using MergeCase link = new MergeCase()
            .Add("a", "define weak i32 @w() { ret i32 1 }\ndefine i32 @a() { %r = call i32 @w() ret i32 %r }", first + " a,px")
            .Add("b", "define i32 @w() { ret i32 2 }\ndefine i32 @b() { %r = call i32 @w() ret i32 %r }", second + " b,px");
        string merged = Agree(link);
        bool isFirst = first == "w,pl";
        Assert.Equal(isFirst, merged.Contains("ret i32 1", StringComparison.Ordinal));
        Assert.Equal(!isFirst, merged.Contains("ret i32 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("c,", "c,p")]
    [InlineData("c,px", "c,")]
    [InlineData("c,", "c,")]
    public void A_common_gets_the_largest_size_and_alignment(string first, string second)
    {
        using MergeCase link = new MergeCase()
            .Add("a", "@c = common global i32 0, align 64\ndefine ptr @a() { ret ptr @c }", first + " a,px")
            .Add("b", "@c = common global [3 x i32] zeroinitializer, align 4\ndefine ptr @b() { ret ptr @c }", second + " b,px")
            .Add("c", "@c = common global i8 0, align 1\ndefine ptr @d() { ret ptr @c }", "d,px");
        string merged = Agree(link);
        if (first != "c," || second != "c,")
        {
            Assert.Matches(@"@c = (common|internal)( unnamed_addr)? global \[(12 x i8|3 x i32)\] zeroinitializer, align 64", merged);
        }
    }

    [Fact]
    public void A_common_gives_way_to_a_definition()
    {
        using MergeCase link = new MergeCase()
            .Add("a", "@c = common global [100 x i32] zeroinitializer, align 64\ndefine ptr @a() { ret ptr @c }", "a,px")
            .Add("b", "@c = global i32 7, align 4", "c,px");
        Assert.Contains("@c = global i32 7, align 4", Agree(link), StringComparison.Ordinal);
    }

    [Fact]
    public void A_preempted_comdat_goes_as_a_whole()
    {
        const string Group = """
            $C5 = comdat any
            @C1 = weak_odr unnamed_addr alias void (), ptr @C2
            define weak_odr void @C2() unnamed_addr comdat($C5) { ret void }
            define linkonce_odr void @C0() unnamed_addr comdat($C5) { call void @C1() ret void }

            """;
        using MergeCase link = new MergeCase()
            .Add("a", Group + "define void @main() { call void @C0() call void @C1() ret void }", "C1,pl C2,pl C0,pl main,plx")
            .Add("b", Group + "define void @user() { call void @C0() call void @C1() ret void }", "C1,l C2,l C0,l user,plx")
            .Add("c", Group + "define void @other() { call void @C2() ret void }", "C1,l C2,l C0,l other,plx");
        Agree(link);
        using MergeCase native = new MergeCase()
            .Add("b", Group + "define void @user() { call void @C0() call void @C1() ret void }", "C1, C2, C0, user,px")
            .Add("c", Group + "define void @other() { call void @C2() ret void }", "C1, C2, C0, other,px");
        Agree(native);
    }

    [Fact]
    public void A_group_that_an_old_linker_split_is_defined_all_the_same()
    {
        const string Group = "$c = comdat any\ndefine linkonce_odr i32 @f() comdat($c) { ret i32 1 }\ndefine linkonce_odr i32 @g() comdat($c) { ret i32 2 }\n";
        using MergeCase link = new MergeCase()
            .Add("a", Group, "f,px g,")
            .Add("b", Group, "f, g,px")
            .Add("c", "$c = comdat any\ndefine linkonce_odr i32 @h() comdat($c) { ret i32 3 }", "h,px");
        string merged = link.Merge();
        Assert.Contains("define weak_odr i32 @f()", merged, StringComparison.Ordinal);
        Assert.Contains("define weak_odr i32 @g()", merged, StringComparison.Ordinal);
        Assert.Contains("define weak_odr i32 @h()", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preempted_alias_is_a_declaration()
    {
        const string Dummy = "define internal i32 @dummy() { ret i32 42 }\n@hook = weak hidden alias i32 (), ptr @dummy\n"
            + "@tls = internal thread_local global i32 5\n@t = weak thread_local alias i32, ptr @tls\n";
        using MergeCase link = new MergeCase()
            .Add("a", Dummy + "define i32 @a() { %r = call i32 @hook() ret i32 %r }\ndefine ptr @at() { ret ptr @t }", "a,px at,px")
            .Add("b", "define i32 @hook() { ret i32 1 }", "hook,pl");
        string merged = Agree(link, ignoreVisibility: true);
        Assert.DoesNotContain("ret i32 42", merged, StringComparison.Ordinal);
        Assert.Contains("@t = external thread_local global i32", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prevailing_alias_keeps_what_its_own_file_means()
    {
        using MergeCase link = new MergeCase()
            .Add(
                "a",
                "@table = weak global [2 x i32] [i32 42, i32 43]\n@second = alias i32, getelementptr (i8, ptr @table, i64 4)\n"
                + "define weak i32 @f() { ret i32 42 }\n@g = alias i32 (), ptr @f\n"
                + "define i32 @a() { %r = call i32 @f() %s = call i32 @g() %t = add i32 %r, %s ret i32 %t }\n"
                + "define ptr @at() { ret ptr @table }",
                "g,px a,px second,px at,px")
            .Add("b", "define i32 @f() { ret i32 1 }", "f,px");
        string merged = Agree(link);
        Assert.Matches(@"@g = .*alias i32 \(\), ptr @f\.", merged);
        Assert.Matches(@"@second = .*alias i32, getelementptr \(.*ptr @table\.", merged);
        Assert.Contains("@table = external global [2 x i32]", merged, StringComparison.Ordinal);
        Assert.Contains("ret i32 1", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void Preempted_assembly_is_discarded()
    {
        const string Asm =
            "module asm \".globl f, g\"\nmodule asm \"f: ret\"\nmodule asm \"g: ret\"\ndeclare void @f()\ndefine void @NAME() { call void @f() ret void }\n";
        using MergeCase link = new MergeCase()
            .Add("a", Asm.Replace("NAME", "a", StringComparison.Ordinal), "a,px f, f,pl g,p")
            .Add("b", Asm.Replace("NAME", "b", StringComparison.Ordinal), "b,px f, f, g,");
        string merged = Agree(link);
        Assert.Contains("module asm \".lto_discard f, g\"", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void Assembly_that_a_version_needs_stays()
    {
        const string Asm = "module asm \".globl f\"\nmodule asm \"f: ret\"\nmodule asm \".symver f, f@@V1\"\n";
        using MergeCase link = new MergeCase()
            .Add("a", "declare void @f()\ndefine void @a() { call void @f() ret void }", "a,px")
            .Add("b", Asm, "f, f@@V1,px");
        string merged = Agree(link);
        Assert.Contains("module asm \".lto_discard\"", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_linker_redefines_is_weak_and_stays()
    {
        using MergeCase link = new MergeCase()
            .Add(
                "a",
                "define i32 @f() { ret i32 1 }\ndefine i32 @g() { ret i32 2 }\ndefine i32 @main() { %r = call i32 @f() %s = call i32 @g() ret i32 %r }",
                "f,plr g,pln main,plx");
        string merged = Agree(link);
        Assert.Contains("define weak dso_local i32 @f()", merged, StringComparison.Ordinal);
        Assert.Contains("define weak dso_local i32 @g()", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void Visibility_is_the_most_constraining_of_all_files()
    {
        using MergeCase link = new MergeCase()
            .Add("a", "define void @f() { ret void }\ndefine void @p() { ret void }\n@v = global i32 1", "f,px p,px v,px")
            .Add("b", "declare hidden void @f()\ndeclare protected void @p()\n@v = external hidden global i32\n"
                + "define ptr @b() { call void @f() call void @p() ret ptr @v }", "f, p, v, b,px");
        string merged = link.Merge();
        Assert.Contains("define hidden void @f()", merged, StringComparison.Ordinal);
        Assert.Contains("define protected void @p()", merged, StringComparison.Ordinal);
        Assert.Contains("@v = hidden global i32 1", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void Final_definitions_are_dso_local_weak_references_too()
    {
        using MergeCase link = new MergeCase()
            .Add(
                "a",
                "define void @f() { ret void }\ndeclare extern_weak void @w()\ndeclare dllimport void @d()\n@v = external global i32\n"
                + "@p = protected global i32 1\n"
                + "define ptr @a() { call void @w() call void @d() ret ptr @v }",
                "f,plx w,l __imp_d,l v,l p,plx a,plx");
        string merged = Agree(link);
        Assert.Contains("define dso_local void @f()", merged, StringComparison.Ordinal);
        Assert.Contains("declare extern_weak dso_local void @w()", merged, StringComparison.Ordinal);
        Assert.Contains("@v = external dso_local global i32", merged, StringComparison.Ordinal);
        Assert.Contains("@p = protected global i32 1", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_matters_if_it_does_to_one_file()
    {
        using MergeCase link = new MergeCase()
            .Add("a", "$f = comdat any\ndefine linkonce_odr void @f() unnamed_addr comdat { ret void }\n"
                + "define void @g() unnamed_addr { ret void }\ndefine void @h() local_unnamed_addr { ret void }", "f,px g,px h,px")
            .Add("b", "$f = comdat any\ndefine linkonce_odr void @f() comdat { ret void }\ndeclare void @g() unnamed_addr\n"
                + "define ptr @b() { call void @g() ret ptr @f }", "b,px");
        string merged = Agree(link);
        Assert.Contains("define weak_odr void @f() comdat", merged, StringComparison.Ordinal);
        Assert.Contains("define void @g() unnamed_addr", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_used_or_visible_stays_and_the_rest_is_internal()
    {
        using MergeCase link = new MergeCase()
            .Add(
                "a",
                "@llvm.used = appending global [1 x ptr] [ptr @u], section \"llvm.metadata\"\n"
                + "@llvm.compiler.used = appending global [1 x ptr] [ptr @c], section \"llvm.metadata\"\n"
                + "define void @u() { ret void }\ndefine void @c() { ret void }\ndefine void @x() { ret void }\ndefine void @i() { ret void }\n"
                + "define ptr @memcpy(ptr %a, ptr %b, i64 %n) { ret ptr %a }\n"
                + "define hidden protected void @unused() { ret void }\n".Replace("hidden protected", "protected", StringComparison.Ordinal),
                "u,p c,p x,px i,p memcpy,p unused,pl")
            .Add("b", "@llvm.used = appending global [1 x ptr] [ptr @v], section \"llvm.metadata\"\ndefine internal void @v() { ret void }\n"
                + "declare void @i()\ndefine void @b() { call void @i() ret void }", "b,p");
        string merged = Agree(link);
        Assert.Contains("define internal void @i()", merged, StringComparison.Ordinal);
        Assert.Contains("define internal void @unused()", merged, StringComparison.Ordinal);
        Assert.Contains("[2 x ptr] [ptr @u, ptr @v]", merged, StringComparison.Ordinal);
        Assert.Contains("define ptr @memcpy(", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_that_the_linker_gives_bounds_keep_their_symbols()
    {
        using MergeCase link = new MergeCase().Add("a", "@a = global i32 1, section \"set\"\n@b = global i32 1, section \".set\"", "a,p b,p");
        string merged = link.Merge();
        Assert.Contains("@a = global i32 1, section \"set\"", merged, StringComparison.Ordinal);
        Assert.Contains("@b = internal global i32 1, section \".set\"", merged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("i,p", "")]
    [InlineData("i,px", "")]
    [InlineData("", "i,px")]
    public void An_ifunc_is_resolved_like_a_function(string first, string second)
    {
        const string IFunc =
            "@i = weak ifunc i32 (), ptr @resolve\ndefine internal ptr @resolve() { ret ptr @impl }\ndefine internal i32 @impl() { ret i32 1 }\n";
        using MergeCase link = new MergeCase()
            .Add("a", IFunc + "define i32 @a() { %r = call i32 @i() ret i32 %r }", first + " a,px")
            .Add("b", IFunc + "define i32 @b() { %r = call i32 @i() ret i32 %r }", second + " b,px");
        Agree(link);
    }

    [Fact]
    public void Constructors_keep_the_order_of_the_files()
    {
        using MergeCase link = new MergeCase();
        for (int i = 0; i < 40; i++)
        {
            link.Add($"m{i}", $"@llvm.global_ctors = appending global [1 x {{ i32, ptr, ptr }}] [{{ i32, ptr, ptr }} {{ i32 65535, ptr @init{i}, "
                + $"ptr null }}]\ndefine internal void @init{i}() {{ ret void }}");
        }

        string[] order = [.. System.Text.RegularExpressions.Regex.Matches(
            link.Merge().Split('\n').First(l => l.StartsWith("@llvm.global_ctors", StringComparison.Ordinal)), @"@init(\d+)").Select(m => m.Groups[1].Value)];
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), order);
    }

    [Theory]
    [InlineData("v,pl", "v,l")]
    [InlineData("v,l", "v,pl")]
    [InlineData("v,", "v,")]
    public void A_constructor_of_a_preempted_group_is_not_run(string first, string second)
    {
        const string Inline = """
            $v = comdat any
            @v = linkonce_odr global i32 0, comdat
            @llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @init, ptr @v }]
            define internal void @init() comdat($v) { store i32 NUMBER, ptr @v ret void }
            define ptr @NAME() { ret ptr @v }

            """;
        using MergeCase link = new MergeCase()
            .Add("a", Inline.Replace("NUMBER", "1", StringComparison.Ordinal).Replace("NAME", "a", StringComparison.Ordinal), first + " a,px")
            .Add("b", Inline.Replace("NUMBER", "2", StringComparison.Ordinal).Replace("NAME", "b", StringComparison.Ordinal), second + " b,px");
        string merged = link.Merge();
        Assert.Equal(first == "v,pl", merged.Contains("store i32 1", StringComparison.Ordinal));
        Assert.Equal(second == "v,pl", merged.Contains("store i32 2", StringComparison.Ordinal));
        int entries = first.Contains('p', StringComparison.Ordinal) || second.Contains('p', StringComparison.Ordinal) ? 1 : 0;
        Assert.Contains($"@llvm.global_ctors = appending global [{entries} x ", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_whose_address_is_taken_survive_a_replaced_neighbour()
    {
        using MergeCase link = new MergeCase()
            .Add(
                "a",
                "@t = internal constant [2 x ptr] [ptr blockaddress(@w, %x), ptr blockaddress(@w, %y)]\n"
                + "define weak void @w(i64 %i) { %p = getelementptr ptr, ptr @t, i64 %i %b = load ptr, ptr %p indirectbr ptr %b, [label %x, "
                + "label %y] x: ret void y: ret void }\n"
                + "define void @a() { call void @w(i64 0) ret void }",
                "w, a,px");
        Agree(link);
    }

    [Fact]
    public void A_literal_name_is_the_symbol_it_spells()
    {
        using MergeCase link = new MergeCase()
            .Add("a", "define i32 @\"\\01f\"() { ret i32 1 }\ndefine i32 @g() { ret i32 1 }", "f,p g,p")
            .Add("b", "declare i32 @f()\ndeclare i32 @g()\ndefine i32 @b() { %r = call i32 @f() %s = call i32 @g() ret i32 %r }", "b,px");
        string merged = Agree(link);
        Assert.Contains("define i32 @\"\\01f\"()", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_internal_in_relocatable_output()
    {
        using MergeCase link = new MergeCase { Kind = LinkOutputKind.Relocatable }.Add(
            "a", "define hidden void @f() { ret void }\n@v = global i32 1", "f,p v,p");
        Assert.DoesNotContain("internal", link.Merge(), StringComparison.Ordinal);
    }

    /// <summary>Other files that use an inline function whose address tells nothing have it themselves.</summary>
    [Fact]
    public void Inline_functions_are_internal_in_relocatable_output()
    {
        const string Inline = "define linkonce_odr void @f() unnamed_addr { ret void }\ndefine linkonce_odr void @g() { ret void }\n";
        using MergeCase link = new MergeCase { Kind = LinkOutputKind.Relocatable }.Add(
            "a", Inline + "define void @v() { call void @f() call void @g() ret void }", "f,p g,p v,p");
        string merged = link.Merge();
        Assert.Contains("define internal void @f()", merged, StringComparison.Ordinal);
        Assert.Contains("define weak_odr void @g()", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void Public_type_tests_are_true()
    {
        using MergeCase link = new MergeCase().Add("a", Vtable, "vt,px ex,px f,px");
        string merged = Agree(link);
        Assert.DoesNotContain("call i1 @llvm.public.type.test", merged, StringComparison.Ordinal);
        Assert.Contains("call void @llvm.assume(i1 true)", merged, StringComparison.Ordinal);
        Assert.DoesNotContain("vcall_visibility", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void With_whole_program_visibility_vtables_that_are_not_exported_are_closed()
    {
        using MergeCase link = new MergeCase { Options = new() { WholeProgramVisibility = true } }.Add("a", Vtable, "vt,px ex,pxe f,px");
        string merged = link.Merge();
        Assert.Contains("call i1 @llvm.type.test", merged, StringComparison.Ordinal);
        Assert.Matches(@"@vt = .*!vcall_visibility !(\d+)", merged);
        Assert.DoesNotMatch(@"@ex = .*!vcall_visibility", merged);
        Assert.Contains("= !{i64 1}", merged, StringComparison.Ordinal);
    }

    private const string Vtable = """
        @vt = constant { [1 x ptr] } { [1 x ptr] [ptr @f] }, !type !0
        @ex = constant { [1 x ptr] } { [1 x ptr] [ptr @f] }, !type !0
        define void @f(ptr %o) {
          %v = load ptr, ptr %o
          %t = call i1 @llvm.public.type.test(ptr %v, metadata !"_ZTS1A")
          call void @llvm.assume(i1 %t)
          ret void
        }
        declare i1 @llvm.public.type.test(ptr, metadata)
        declare void @llvm.assume(i1)
        !0 = !{i64 16, !"_ZTS1A"}
        """;

    /// <summary>Requires that the merged module has LLVM's shape, and returns it.</summary>
    private static string Agree(MergeCase link, bool ignoreVisibility = false)
    {
        string merged = link.Merge();
        IEnumerable<string> expected = ModuleShape.Of(link.Reference());
        IEnumerable<string> found = ModuleShape.Of(merged);
        if (ignoreVisibility)
        {
            expected = expected.Select(s => s.Replace(" hidden", "", StringComparison.Ordinal));
            found = found.Select(s => s.Replace(" hidden", "", StringComparison.Ordinal));
        }

        Assert.Equal(string.Join('\n', expected), string.Join('\n', found));
        return merged;
    }
}
