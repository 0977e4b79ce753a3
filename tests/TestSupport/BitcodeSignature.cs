using System.Buffers.Binary;

namespace LtoPar.TestSupport;

/// <summary>
/// Makes a bitcode file say that another producer wrote it. The identification block, right after the magic, is written anew with as many words: offsets in
/// the module count from it.
/// </summary>
public static class BitcodeSignature
{
    private const int BlockAt = 4;
    private const int HeaderBytes = 8;
    private const int Width = 5;

    /// <param name="producer">At most nine characters; spaces are added.</param>
    public static byte[] Sign(byte[] bitcode, string producer)
    {
        int length = HeaderBytes + (BinaryPrimitives.ReadInt32LittleEndian(bitcode.AsSpan(BlockAt + 4)) * 4);
        byte[] block = Block(producer);
        if (block.Length < length)
        {
            return Sign(bitcode, producer + " ");
        }

        return block.Length == length
            ? [.. bitcode[..BlockAt], .. block, .. bitcode[(BlockAt + length)..]]
            : throw new ArgumentException($"{producer} does not fit", nameof(producer));
    }

    private static byte[] Block(string producer)
    {
        Bits bits = new();
        bits.Fixed(1, 2);
        bits.Vbr(13, 8);
        bits.Vbr(Width, 4);
        bits.Align();
        bits.Fixed(0, 32);
        Record(bits, 1, [.. producer.Select(c => (uint)c)]);
        Record(bits, 2, [0]);
        bits.Fixed(0, Width);
        bits.Align();
        byte[] block = bits.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(4), (block.Length - HeaderBytes) / 4);
        return block;
    }

    private static void Record(Bits bits, uint code, uint[] operands)
    {
        bits.Fixed(3, Width);
        bits.Vbr(code, 6);
        bits.Vbr((uint)operands.Length, 6);
        Array.ForEach(operands, o => bits.Vbr(o, 6));
    }

    private sealed class Bits
    {
        private readonly List<bool> _bits = [];

        public void Fixed(uint value, int width)
        {
            for (int i = 0; i < width; i++)
            {
                _bits.Add((value >> i & 1) != 0);
            }
        }

        public void Vbr(uint value, int width)
        {
            uint more = 1u << (width - 1);
            for (; value >= more; value >>= width - 1)
            {
                Fixed((value & (more - 1)) | more, width);
            }

            Fixed(value, width);
        }

        public void Align()
        {
            while (_bits.Count % 32 != 0)
            {
                _bits.Add(false);
            }
        }

        public byte[] ToArray() => [.. _bits.Chunk(8).Select(b => (byte)b.Select((bit, i) => bit ? 1 << i : 0).Sum())];
    }
}
