using LtoPar.Backend.Merging;
using LtoPar.Backend.Slots;
using LtoPar.Backend.Tests.Merging;
using LtoPar.Platform;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Slots;

/// <summary>The marks as they stand in the merged module.</summary>
public sealed class SlotMarkerTests
{
    private const string Program = """
        @freq = internal unnamed_addr global double 4.4e2
        @order = internal unnamed_addr constant i32 7
        @name = internal unnamed_addr constant ptr @.str
        @.str = private unnamed_addr constant [3 x i8] c"ab\00"
        @mine = internal global i32 1, section "my_table"
        @said = internal global i32 0, section "lto_par_slots_more"
        @seen = global i32 3
        @other = external global i32
        @local = internal thread_local global i32 3
        define ptr @f() { ret ptr @freq }
        define i32 @g() {
          %a = load i32, ptr @order
          %p = load ptr, ptr @name
          %b = load i32, ptr @mine
          store ptr %p, ptr @seen
          %o = load i32, ptr @other
          %t = load i32, ptr @local
          %s = load i32, ptr @said
          ret i32 %a
        }
        """;

    [Fact]
    public void A_slot_is_externally_initialized_kept_and_in_a_section()
    {
        string merged = Merge("*");
        Assert.Contains("@freq = internal externally_initialized global double 4.400000e+02, section \"lto_par_slots\"", merged, StringComparison.Ordinal);
        Assert.Contains("@order = internal externally_initialized constant i32 7, section \"lto_par_slots_ro\"", merged, StringComparison.Ordinal);
        Assert.Contains("@name = internal externally_initialized constant ptr @.str, section \"lto_par_slots_rel\"", merged, StringComparison.Ordinal);
        Assert.Contains("@mine = internal externally_initialized global i32 1, section \"my_table\"", merged, StringComparison.Ordinal);
        Assert.Contains("@said = internal externally_initialized global i32 0, section \"lto_par_slots_more\"", merged, StringComparison.Ordinal);
        Assert.Contains("@.str = private unnamed_addr constant", merged, StringComparison.Ordinal);
        Assert.Contains("@llvm.compiler.used = appending global [6 x ptr]", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_option_a_section_of_that_name_marks_one()
    {
        string merged = Merge();
        Assert.Contains("@said = internal externally_initialized global i32 0", merged, StringComparison.Ordinal);
        Assert.Single(merged.Split('\n'), l => l.Contains("externally_initialized", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("other", "--slot=other names no slot: 'other' is declared and not defined here; it must be in a file that takes part in the link as bitcode")]
    [InlineData("g", "--slot=g names no slot: 'g' is a function")]
    [InlineData(".str", "--slot=.str names no slot: '.str' is the compiler's own")]
    [InlineData("nothing*", "--slot=nothing* names no slot: no variable of the program has such a name")]
    [InlineData("local", "slot 'local' is thread-local: each thread has a value of its own, so it cannot be a slot")]
    public void What_cannot_be_a_slot_is_an_error(string pattern, string message)
    {
        using MergeCase link = Case(Program, pattern);
        Assert.Equal($"program: {message}", Assert.Throws<LtoParException>(() => ModuleMerger.Merge(link.Job(), link.Options, 1).Dispose()).ToString());
    }

    [Fact]
    public void A_constant_that_nothing_reads_is_warned_of()
    {
        using MergeCase link = Case("@folded = internal constant i32 7\n@llvm.compiler.used = appending global [1 x ptr] [ptr @folded]", "folded");
        using MergedModule merged = ModuleMerger.Merge(link.Job(), link.Options, 1);
        Assert.StartsWith("no code reads slot 'folded'", Assert.Single(merged.Warnings), StringComparison.Ordinal);
    }

    /// <summary>clang spells an array with many zeros at its end as a structure; its type must not tell how many.</summary>
    [Fact]
    public void The_type_does_not_follow_from_the_value()
    {
        string[] values =
        [
            "[12 x float] zeroinitializer",
            "<{ float, [11 x float] }> <{ float 1.0, [11 x float] zeroinitializer }>",
            "<{ [2 x float], float, [9 x float] }> <{ [2 x float] [float 1.0, float 2.0], float 3.0, [9 x float] zeroinitializer }>",
        ];
        foreach (string value in values)
        {
            string merged = Merge(Case($"@a = internal global {value}, align 16\ndefine ptr @f() {{ ret ptr @a }}", "a"));
            Assert.Matches("@a = internal externally_initialized global \\[12 x float\\] .*, section \"lto_par_slots\", align 16", merged);
        }

        const string Nested = "<{ <{ i32, [2 x i32] }>, [3 x [3 x i32]] }> <{ <{ i32, [2 x i32] }> <{ i32 5, [2 x i32] zeroinitializer }>, "
            + "[3 x [3 x i32]] zeroinitializer }>";
        Assert.Contains(
            "@a = internal externally_initialized global [4 x [3 x i32]] [[3 x i32] [i32 5, i32 0, i32 0], ",
            Merge(Case($"@a = internal global {Nested}\ndefine ptr @f() {{ ret ptr @a }}", "a")), StringComparison.Ordinal);
        string mixed = Merge(Case("@a = internal global { i8, i32 } { i8 1, i32 2 }\ndefine ptr @f() { ret ptr @a }", "a"));
        Assert.Contains("@a = internal externally_initialized global { i8, i32 } { i8 1, i32 2 }", mixed, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_not_in_the_hash_of_the_content()
    {
        Assert.Equal(Hash(Program), Hash(Program.Replace("double 4.4e2", "double 5.5e2", StringComparison.Ordinal)));
        Assert.NotEqual(Hash(Program), Hash(Program.Replace("ret i32 %a", "ret i32 %b", StringComparison.Ordinal)));
        Assert.NotEqual(Hash(Program), Hash(Program.Replace("c\"ab", "c\"xx", StringComparison.Ordinal)));
    }

    private static string? Hash(string program)
    {
        using MergeCase link = Case(program, "freq");
        using MergedModule merged = ModuleMerger.Merge(link.Job(), link.Options, 1);
        return merged.HashWithoutSlots();
    }

    private static string Merge(params string[] patterns)
    {
        string program = Program.Replace("@local = internal thread_local", "@.local = private thread_local", StringComparison.Ordinal)
            .Replace("@local", "@.local", StringComparison.Ordinal);
        return Merge(Case(program, patterns));
    }

    private static string Merge(MergeCase link)
    {
        using (link)
        using (MergedModule merged = ModuleMerger.Merge(link.Job(), link.Options, 1))
        using (Llvm.InputModule module = merged.Write("merged.bc"))
        {
            return LlvmTools.Disassemble(module.Bytes.ToArray());
        }
    }

    private static MergeCase Case(string program, params string[] patterns)
    {
        MergeCase link = new() { Options = new MergeOptions { Slots = [.. patterns.Select(p => new SlotPattern(p))] } };
        string[] defined = [.. new[] { "f(", "g(", "seen = global" }.Where(d => program.Contains($"@{d}", StringComparison.Ordinal))];
        return link.Add("a", program, string.Join(' ', defined.Select(d => $"{d.Split('(', ' ')[0]},px")));
    }
}
