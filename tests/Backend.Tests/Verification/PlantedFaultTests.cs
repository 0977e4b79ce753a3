using LtoPar.Backend.Partitions;
using LtoPar.Backend.Verification.Objects;

namespace LtoPar.Backend.Tests.Verification;

/// <summary>
/// Faults that a wrong plan or a wrong carver would make, planted in real partitions (their IR is edited and compiled): verify names each, by
/// the check that is there for it, in words that say what is wrong where.
/// </summary>
public sealed class PlantedFaultTests
{
    private const string Ctors = "[3 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @first.lto_par.id, ptr null }, { i32, ptr, ptr } { "
        + "i32 65535, ptr @then.lto_par.id, ptr null }, ";

    private const string Swapped = "[3 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @then.lto_par.id, ptr null }, { i32, ptr, ptr } { "
        + "i32 65535, ptr @first.lto_par.id, ptr null }, ";

    /// <summary>Name; what is replaced in the partitions' IR, and by what; who finds it; what it says.</summary>
    public static TheoryData<string, string, string, string, string> Faults() => new()
    {
        {
            "wrong linkage", "define hidden i32 @helper.lto_par.id", "define internal i32 @helper.lto_par.id", "NothingNewlyUndefined",
            "'helper' (helper.lto_par.id) is undefined in p"
        },
        {
            "visible promoted symbol", "define hidden i32 @helper.lto_par.id", "define i32 @helper.lto_par.id", "SameDefinitions",
            "has default visibility; expected hidden"
        },
        { "promoted name in use", "@helper.lto_par.id", "@outside.2", "SameDefinitions", "function 'outside.2' in p" },
        {
            "missing copy", "@str.48671ad7 = private unnamed_addr constant [3 x i8] c\"ab\\00\"", "@str.48671ad7 = external constant [3 x i8]",
            "NothingNewlyUndefined", "symbol 'str.48671ad7' is undefined in p"
        },
        {
            "dropped constructor", Ctors, "[2 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @first.lto_par.id, ptr null }, ",
            "SameConstructors", "entry 2 of '.init_array' is missing; expected 'then'"
        },
        { "constructors swapped", Ctors, Swapped, "SameConstructors", "entry 1 of '.init_array' is 'then'; expected 'first'" },
        {
            "constructor priority lost", "{ i32 100, ptr @early", "{ i32 65535, ptr @early", "SameConstructors",
            "entry 1 of '.init_array.100' is missing; expected 'early'"
        },
        {
            "duplicate symbol", "declare i32 @left(i32) #0", "define i32 @left(i32 %x) { ret i32 %x }", "NothingDefinedTwice",
            "function 'left' is defined by p"
        },
        { "missing comdat member", ", comdat($inline)", "", "ComdatsAlike", "comdat 'inline' in p" },
        { "missing definition", "define i32 @right(i32 %x)", "define i32 @wrong(i32 %x)", "SameDefinitions", "function 'right' is defined by no partition" },
        { "another section", "section \".kept\"", "section \".other\"", "SameDefinitions", "is in section '.other'; expected '.kept'" },
        { "alias elsewhere", "getelementptr (i8, ptr @pair, i64 4)", "ptr @pair", "AliasesAlike", "'second' is at offset 0 of '.data.pair' in p" },
        {
            "retention lost", "@llvm.used = appending", "@llvm.compiler.used = appending", "RetainedSectionsAlike",
            "section '.kept' is retained in the one-partition object and in no partition"
        },
        {
            "thread-local lost", "@local.lto_par.id = external hidden thread_local global i32", "@local.lto_par.id = external hidden global i32",
            "ReferencesAgree", "refers to 'local.lto_par.id' as an ordinary symbol"
        },
        {
            "weak reference lost", "@maybe = extern_weak global i32", "@maybe = external global i32", "ReferencesAgree",
            "refers to 'maybe' with a global reference; expected weak"
        },
        { "wrong value", "global i32 3", "global i32 4", "SameContents", "section '.data.state.lto_par.id' of p" },
        {
            "wrong entry of a table", "hidden constant [2 x ptr] [ptr @left, ptr @right]", "hidden constant [2 x ptr] [ptr @right, ptr @right]",
            "SameContents", "refers to '.text.right' at offset 0 (relocation type 1); expected '.text.left'"
        },
        { "wrong size", "global [2 x i32] [i32 1, i32 2]", "global [3 x i32] [i32 1, i32 2, i32 3]", "SameDefinitions", "variable 'pair' in p" },
        { "strong instead of weak", "@inline_state = linkonce_odr global", "@inline_state = global", "SameDefinitions", "variable 'inline_state' in p" },
        { "unwind table lost", "noinline uwtable", "noinline nounwind", "UnwindTablesAlike", "no unwind table describes section '.text.left'" },
        {
            "hidden symbol that nobody defines", "@state.lto_par.id = hidden global", "@gone.lto_par.id = hidden global", "HiddenResolves",
            "refers to hidden symbol 'state.lto_par.id', which no partition defines"
        },
        {
            "hidden symbol shown", "define hidden void @first.lto_par.id()", "define protected void @first.lto_par.id()", "SameDefinitions",
            "has protected visibility; expected hidden"
        },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_is_found_in_either_stage(string fault, string before, string after, string check, string words)
    {
        foreach (Stage stage in new[] { Stage.Codegen, Stage.PostIpo })
        {
            int damaged = 0;
            IReadOnlyList<Difference> differences = Sample.Of(stage).Compare(text =>
            {
                string result = text.Replace(before, after, StringComparison.Ordinal);
                damaged += result == text ? 0 : 1;
                return result;
            });
            Assert.True(damaged > 0, $"{fault}: no partition has '{before}'");
            Assert.True(
                differences.Any(d => d.Check == check && d.Text.Contains(words, StringComparison.Ordinal)),
                $"{fault}, {stage}: expected {check} '{words}', found:\n{string.Join('\n', differences.Select(d => $"{d.Check}: {d.Text}"))}");
        }
    }

    [Theory]
    [InlineData(Stage.Codegen)]
    [InlineData(Stage.PostIpo)]
    public void The_undamaged_program_has_none(Stage stage) => Assert.Empty(Sample.Of(stage).Compare(text => text));

    [Fact]
    public void Other_code_is_found_after_code_generation_alone()
    {
        IReadOnlyList<Difference> differences = Sample.Of(Stage.Codegen)
            .Compare(text => text.Replace("%b = call i32 @left(", "%b = call i32 @right(", StringComparison.Ordinal));
        Assert.Contains(differences, d => d.Check == "SameContents" && d.Text.Contains("refers to '.text.right'-4", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_byte_in_one_mode_is_found()
    {
        IReadOnlyList<PartitionResult> expected = Sample.Of(Stage.Codegen).Objects;
        byte[] bytes = [.. expected[2].Object];
        bytes[77] ^= 1;
        PartitionResult[] found = [.. expected.Select(r => r.Partition == 2 ? r with { Object = bytes } : r)];
        Difference difference = Assert.Single(SameBytes.Compare(expected, "threads", found, "serial"));
        Assert.Equal("the object of p02 differs between modes 'threads' and 'serial', first at byte 77", difference.Text);
        Assert.Empty(SameBytes.Compare(expected, "threads", expected, "serial"));
        Assert.Contains("gives", Assert.Single(SameBytes.Compare(expected, "threads", found[1..], "serial")).Text, StringComparison.Ordinal);
    }
}
