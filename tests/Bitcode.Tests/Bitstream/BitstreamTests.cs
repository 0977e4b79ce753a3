using FsCheck;
using FsCheck.Fluent;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Metadata;

namespace LtoPar.Bitcode.Tests.Bitstream;

/// <summary>What <see cref="BitstreamWriter"/> writes, <see cref="BitstreamCursor"/> reads. FsCheck chooses the content; the replay seed is fixed.</summary>
public sealed class BitstreamTests
{
    private const int Runs = 500;
    private const int Block = 17;
    private const int Inner = 18;

    [Fact]
    public void Records_are_read_as_they_were_written() => ForAll((width, records) =>
    {
        byte[] block = BlockOf(records, width);
        BitstreamCursor cursor = new(block);
        Assert.Equal(BitstreamCursor.Entry.Block, cursor.Next());
        Assert.Equal((Block, (long)block.Length), (cursor.BlockId, cursor.BlockEnd));
        cursor.EnterBlock();
        AssertRecords(records, ref cursor);
        Assert.True(cursor.AtEnd);
    });

    [Fact]
    public void A_block_is_stepped_over_and_may_be_entered_with_a_copy() => ForAll((width, records) =>
    {
        byte[] bytes = new byte[2 * RoomFor(records)];
        BitstreamWriter writer = new(bytes);
        int outer = writer.StartBlock(2, Block, width);
        int inner = writer.StartBlock(width, Inner, width + 1);
        WriteRecords(records, width + 1, ref writer);
        writer.EndBlock(width + 1);
        writer.SetLength(inner);
        WriteRecords(records, width, ref writer);
        writer.EndBlock(width);
        writer.SetLength(outer);

        BitstreamCursor cursor = new(bytes.AsSpan(0, (int)(writer.Bit / 8)));
        cursor.Next();
        cursor.EnterBlock();
        Assert.Equal((BitstreamCursor.Entry.Block, Inner), (cursor.Next(), cursor.BlockId));
        BitstreamCursor copy = cursor;
        cursor.SkipBlock();
        AssertRecords(records, ref cursor);
        copy.EnterBlock();
        AssertRecords(records, ref copy);
    });

    [Fact]
    public void A_block_is_filled_up_to_its_old_end() => ForAll((width, records) =>
    {
        byte[] bytes = new byte[RoomFor(records) + 64];
        BitstreamWriter writer = new(bytes);
        int length = writer.StartBlock(2, Block, width);
        WriteRecords(records, width, ref writer);
        writer.Fill(width, bytes.Length);
        byte[] place = new byte[bytes.Length];
        place.AsSpan().Fill(0xff);
        writer.CopyTo(place);
        BitConverter.TryWriteBytes(place.AsSpan(length), (place.Length - length - 4) / 4);

        BitstreamCursor cursor = new(place);
        cursor.Next();
        Assert.Equal(place.Length, cursor.BlockEnd);
        cursor.EnterBlock();
        AssertRecords(records, ref cursor, BitstreamCursor.Entry.Block);
        cursor.SkipBlock();
        Assert.Equal(BitstreamCursor.Entry.End, cursor.Next());
        Assert.True(cursor.AtEnd);
    });

    [Fact]
    public void What_has_no_room_is_refused() => ForAll((width, records) =>
    {
        int room = RoomFor(records) / 8 * 4;
        byte[] bytes = new byte[room];
        BitstreamWriter writer = new(bytes);
        writer.StartBlock(2, Block, width);
        WriteRecords(records, width, ref writer);
        bool fits = writer.Bit + width + 96 <= room * 8L;
        try
        {
            writer.Fill(width, room);
        }
        catch (MalformedBitsException)
        {
            Assert.False(fits);
        }
    });

    [Fact]
    public void Copied_bits_are_the_same_wherever_they_go() => ForAll((width, records) =>
    {
        byte[] bytes = new byte[RoomFor(records)];
        BitstreamWriter writer = new(bytes);
        WriteRecords(records, width, ref writer);
        long end = writer.Bit;
        writer.Align();

        byte[] copy = new byte[bytes.Length + 8];
        BitstreamWriter copier = new(copy);
        copier.Fixed(1, width);
        copier.Copy(bytes, 0, end);
        copier.Align();
        BitstreamCursor cursor = new(copy, width, width, new BitstreamBlockInfo());
        AssertRecords(records, ref cursor, null);
    });

    [Fact]
    public void Any_prefix_of_a_block_is_refused_as_truncated() => ForAll((width, records) =>
    {
        byte[] block = BlockOf(records, width);
        for (int end = 0; end < block.Length; end += 1 + (block.Length / 16))
        {
            byte[] cut = block[..end];
            Assert.True(Assert.Throws<MalformedBitsException>(() => { new BitstreamCursor(cut).Next(); }).IsTruncated);
        }
    });

    private static void ForAll(Action<int, (int Code, ulong[] Operands)[]> property)
    {
        Gen<ulong> operand = Gen.Choose(0, 64).SelectMany(bits => Gen.Choose(0, int.MaxValue).Select(low => Masked(low, bits)));
        Gen<(int, ulong[])> record = Gen.Choose(0, 300).SelectMany(code => operand.ArrayOf().Select(operands => (code, operands)));
        Gen<(int, (int, ulong[])[])> content = Gen.Choose(2, 12).SelectMany(width => record.ArrayOf().Select(records => (width, records)));
        Config config = Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(20_251_127UL, 4_242_421UL);
        Prop.ForAll(content.ToArbitrary(), c => property(c.Item1, c.Item2)).Check(config);
    }

    /// <summary>A number of so many bits, the highest of which is set.</summary>
    private static ulong Masked(int low, int bits) => bits == 0 ? 0 : (1UL << (bits - 1)) | ((ulong)low & ((1UL << (bits - 1)) - 1));

    private static int RoomFor((int Code, ulong[] Operands)[] records) => 64 + (records.Sum(r => 8 + (r.Operands.Length * 12)) / 4 * 4);

    /// <summary>A block with these records, and nothing behind it.</summary>
    private static byte[] BlockOf((int Code, ulong[] Operands)[] records, int width)
    {
        byte[] bytes = new byte[RoomFor(records)];
        BitstreamWriter writer = new(bytes);
        int length = writer.StartBlock(2, Block, width);
        WriteRecords(records, width, ref writer);
        writer.EndBlock(width);
        writer.SetLength(length);
        Assert.False(writer.IsFull);
        return bytes[..(int)(writer.Bit / 8)];
    }

    private static void WriteRecords((int Code, ulong[] Operands)[] records, int width, ref BitstreamWriter writer)
    {
        foreach ((int code, ulong[] operands) in records)
        {
            MetadataEditor.WriteRecord(code, operands, width, ref writer);
        }
    }

    private static void AssertRecords(
        (int Code, ulong[] Operands)[] records, ref BitstreamCursor cursor, BitstreamCursor.Entry? last = BitstreamCursor.Entry.End)
    {
        foreach ((int code, ulong[] operands) in records)
        {
            Assert.Equal((BitstreamCursor.Entry.Record, code), (cursor.Next(), cursor.RecordCode));
            Assert.Equal(operands, cursor.Record);
        }

        if (last is { } entry)
        {
            Assert.Equal(entry, cursor.Next());
        }
    }
}
