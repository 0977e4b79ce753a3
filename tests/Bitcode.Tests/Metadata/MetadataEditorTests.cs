using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Metadata;
using LtoPar.TestSupport;

namespace LtoPar.Bitcode.Tests.Metadata;

/// <summary>What the editor leaves in a module is what the selection says, under the old numbers; LLVM accepts it.</summary>
public sealed unsafe class MetadataEditorTests
{
    [Fact]
    public void With_all_kept_nothing_is_lost() => Edit(
        (index, kept) => Selection(kept),
        (before, after) =>
        {
            Assert.Equal(before.Count, after.Count);
            Assert.All(Enumerable.Range(0, before.Count).Where(number => number != Ballast(before)), number => AssertSame(before, after, number));
        },
        ir =>
        {
            Assert.Contains("name: \"Kept\", file:", ir, StringComparison.Ordinal);
            Assert.Contains("name: \"Dropped\"", ir, StringComparison.Ordinal);
        });

    [Fact]
    public void What_is_dropped_is_an_empty_list_and_all_else_keeps_its_number() => Edit(
        (index, kept) =>
        {
            kept[SmallModule.TypeOf(index, "union Dropped")] = MetadataPart.None;
            return Selection(kept);
        },
        (before, after) =>
        {
            int dropped = SmallModule.TypeOf(before, "union Dropped");
            Assert.Equal((before.Count, MetadataCode.Node, 0), (after.Count, after.CodeOf(dropped), after.TargetsOf(dropped).Length));
            IEnumerable<int> left = Enumerable.Range(0, before.Count).Where(number => number != dropped && number != Ballast(before));
            Assert.All(left, number => AssertSame(before, after, number));
        },
        ir => Assert.DoesNotContain("DW_TAG_union_type", ir, StringComparison.Ordinal));

    [Fact]
    public void Of_a_type_that_is_declared_its_name_is_left() => Edit(
        (index, kept) =>
        {
            kept[SmallModule.TypeOf(index, "struct Kept")] = MetadataPart.Name;
            return Selection(kept);
        },
        (before, after) =>
        {
            int type = SmallModule.TypeOf(before, "struct Kept");
            Assert.Equal("struct Kept", after.Types.KeyOf(type));
            Assert.Equal(-1, after.TargetOf(type, MetadataLayout.CompositeElements));
            Assert.Equal(before.TargetOf(type, MetadataLayout.CompositeIdentifier), after.TargetOf(type, MetadataLayout.CompositeIdentifier));
        },
        ir => Assert.Contains(
            "!DICompositeType(tag: DW_TAG_structure_type, name: \"Kept\", size: 32, identifier: \"_ZTS4Kept\")", ir, StringComparison.Ordinal));

    [Fact]
    public void A_string_that_is_dropped_is_empty_and_the_others_are_what_they_were() => Edit(
        (index, kept) =>
        {
            kept[StringOf(index, "Dropped")] = MetadataPart.None;
            return Selection(kept);
        },
        (before, after) =>
        {
            int dropped = StringOf(before, "Dropped");
            Assert.All(
                Enumerable.Range(0, before.StringCount),
                number => Assert.Equal(number == dropped || number == Ballast(before) ? "" : before.TextOf(number), after.TextOf(number)));
        },
        ir => Assert.Contains("!DICompositeType(tag: DW_TAG_union_type,", ir, StringComparison.Ordinal));

    [Fact]
    public void Lists_lose_members_and_units_lose_lists() => Edit(
        (index, kept) => new MetadataSelection(
            kept,
            new Dictionary<int, int[]> { [index.TargetOf(index.Units[0], MetadataLayout.UnitGlobals)] = [] },
            new HashSet<int> { index.Units[0] },
            index.Attachments),
        (before, after) =>
        {
            Assert.Equal(-1, after.TargetOf(after.Units[0], MetadataLayout.UnitRetainedTypes));
            Assert.Empty(after.TargetsOf(after.TargetOf(after.Units[0], MetadataLayout.UnitGlobals)).ToArray());
            Assert.Single(before.Attachments);
            Assert.Empty(after.Attachments);
        },
        ir => Assert.Contains("@v = global i32 0\n", ir, StringComparison.Ordinal));

    [Fact]
    public void Without_units_there_is_no_debug_information() => Edit(
        (index, kept) => Selection(kept) with { HasUnits = false },
        null,
        ir => Assert.DoesNotContain("llvm.dbg.cu", ir, StringComparison.Ordinal));

    [Fact]
    public void Where_there_is_no_room_nothing_is_written()
    {
        byte[] bytes = LlvmTools.Assemble(SmallModule.Ir);
        byte[] copy = [.. bytes];
        fixed (byte* first = bytes)
        {
            MetadataIndex index = MetadataIndex.Read(first, bytes.Length)!;
            MetadataPart[] kept = new MetadataPart[index.Count];
            Array.Fill(kept, MetadataPart.All);
            Assert.Throws<MalformedBitsException>(() => MetadataEditor.Write(index, Selection(kept), copy));
            Assert.Equal(bytes, copy);
        }
    }

    private static MetadataSelection Selection(MetadataPart[] kept) => new(kept, new Dictionary<int, int[]>(), new HashSet<int>(), []);

    private static int Ballast(MetadataIndex index) =>
        Enumerable.Range(0, index.StringCount).Single(number => index.TextOf(number).StartsWith("Ballast", StringComparison.Ordinal));

    private static int StringOf(MetadataIndex index, string text) => Enumerable.Range(0, index.StringCount).Single(number => index.TextOf(number) == text);

    private static void Edit(
        Func<MetadataIndex, MetadataPart[], MetadataSelection> select, Action<MetadataIndex, MetadataIndex>? check, Action<string> checkText)
    {
        byte[] bytes = LlvmTools.Assemble(SmallModule.Ir);
        byte[] copy = [.. bytes];
        fixed (byte* first = bytes, edited = copy)
        {
            MetadataIndex before = MetadataIndex.Read(first, bytes.Length)!;
            MetadataPart[] kept = new MetadataPart[before.Count];
            Array.Fill(kept, MetadataPart.All);
            kept[Ballast(before)] = MetadataPart.None;
            MetadataEditor.Write(before, select(before, kept), copy);
            MetadataIndex? after = MetadataIndex.Read(edited, copy.Length);
            Assert.Equal(check is null, after is null);
            check?.Invoke(before, after!);
            checkText(LlvmTools.Disassemble(copy));
        }
    }

    private static void AssertSame(MetadataIndex before, MetadataIndex after, int number)
    {
        Assert.Equal(before.CodeOf(number), after.CodeOf(number));
        Assert.Equal(before.TargetsOf(number).ToArray(), after.TargetsOf(number).ToArray());
        if (number < before.StringCount)
        {
            Assert.Equal(before.TextOf(number), after.TextOf(number));
        }
        else
        {
            Assert.Equal(before.RecordOf(number), after.RecordOf(number));
        }
    }
}
