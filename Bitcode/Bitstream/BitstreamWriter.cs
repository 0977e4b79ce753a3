using System.Buffers.Binary;

namespace LtoPar.Bitcode.Bitstream;

/// <summary>Writes bits as LLVM's bitstreams have them, lowest first, in words of 32 bits, into a place of a given size.</summary>
public ref struct BitstreamWriter
{
    public const int WordBits = 32;

    private const int EnterBlock = 1;
    private const int EndOfBlock = 0;
    private const int FillerWidth = 3;

    private readonly Span<byte> _to;
    private ulong _pending;
    private int _pendingBits;
    private int _bytes;

    public BitstreamWriter(Span<byte> to)
    {
        _to = to;
    }

    public readonly long Bit => ((long)_bytes * 8) + _pendingBits;

    /// <summary>Whether more was written than there is room for: then nothing that was written is of use.</summary>
    public bool IsFull { get; private set; }

    public void Fixed(ulong value, int width)
    {
        if (width > 32)
        {
            Fixed(value & uint.MaxValue, 32);
            Fixed(value >> 32, width - 32);
            return;
        }

        _pending |= value << _pendingBits;
        _pendingBits += width;
        if (_pendingBits >= 32)
        {
            Flush();
        }
    }

    public void Vbr(ulong value, int width)
    {
        ulong high = 1UL << (width - 1);
        for (; value >= high; value >>= width - 1)
        {
            Fixed((value & (high - 1)) | high, width);
        }

        Fixed(value, width);
    }

    public void Align()
    {
        if (_pendingBits > 0)
        {
            Fixed(0, 32 - _pendingBits);
        }
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => Copy(bytes, 0, bytes.Length * 8L);

    public void Copy(ReadOnlySpan<byte> from, long start, long end)
    {
        for (long bit = start; bit < end;)
        {
            int width = (int)Math.Min(32, end - bit);
            int first = (int)(bit >> 3);
            ulong word = first + 8 <= from.Length ? BinaryPrimitives.ReadUInt64LittleEndian(from[first..]) : Last(from[first..]);
            Fixed((word >> (int)(bit & 7)) & ((1UL << width) - 1), width);
            bit += width;
        }
    }

    /// <param name="outerWidth">The width of abbreviation ids around the block.</param>
    /// <param name="width">The width of abbreviation ids in it.</param>
    /// <returns>The position for <see cref="SetLength"/>, once the block has ended.</returns>
    public int StartBlock(int outerWidth, int id, int width)
    {
        Fixed(EnterBlock, outerWidth);
        Vbr((ulong)id, 8);
        Vbr((ulong)width, 4);
        Align();
        int length = _bytes;
        Fixed(0, WordBits);
        return length;
    }

    public void EndBlock(int width)
    {
        Fixed(EndOfBlock, width);
        Align();
    }

    /// <summary>Sets the block's length: the block ends here.</summary>
    /// <param name="at">The position that <see cref="StartBlock"/> returned.</param>
    public readonly void SetLength(int at)
    {
        if (at + 4 <= _to.Length)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_to[at..], (uint)(_bytes - at - 4) / 4);
        }
    }

    /// <summary>
    /// Ends a block at the place where it ended before: a block of an unknown kind covers the rest, and readers step over it without looking.
    /// </summary>
    /// <param name="width">The width of the block's abbreviation ids.</param>
    /// <param name="bytes">The bytes from where this began to the end of the block.</param>
    /// <exception cref="MalformedBitsException">There is no room: the bits that were read were fewer than this writes.</exception>
    public void Fill(int width, int bytes)
    {
        int length = StartBlock(width, BitcodeBlock.Filler, FillerWidth);
        int words = (bytes - _bytes) / 4 - 1;
        if (IsFull || words < 0)
        {
            throw new MalformedBitsException("what is left of a block has no room in its place");
        }

        BinaryPrimitives.WriteUInt32LittleEndian(_to[length..], (uint)words);
    }

    /// <summary>Copies the block to its place, after <see cref="Fill"/>. The bytes that readers step over stay as they are there.</summary>
    /// <param name="place">The place of the block.</param>
    public readonly void CopyTo(Span<byte> place)
    {
        _to[.._bytes].CopyTo(place);
        place[^4..].Clear();
    }

    private static ulong Last(ReadOnlySpan<byte> bytes)
    {
        ulong word = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            word |= (ulong)bytes[i] << (8 * i);
        }

        return word;
    }

    private void Flush()
    {
        if (_bytes + 4 <= _to.Length)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_to[_bytes..], (uint)_pending);
        }
        else
        {
            IsFull = true;
        }

        _bytes += 4;
        _pending >>= 32;
        _pendingBits -= 32;
    }
}
