using System.Buffers.Binary;

namespace LtoPar.Bitcode.Bitstream;

/// <summary>
/// Reads LLVM's bitstream container (LLVM documentation, "LLVM Bitcode File Format": abbreviation ids, variable-width integers, blocks with
/// their length in words): walks blocks and reads records. Every read is bounds-checked and throws <see cref="MalformedBitsException"/>,
/// never anything else. To read a block and go on after it, enter it with a copy of the cursor.
/// </summary>
public ref struct BitstreamCursor
{
    private const int EndBlock = 0;
    private const int EnterSubblock = 1;
    private const int DefineAbbreviation = 2;
    private const int UnabbreviatedRecord = 3;
    private const int SetBlockRecord = 1;
    private const int ArrayEncoding = 3;
    private const int BlobEncoding = 5;
    private const int TopWidth = 2;

    private readonly ReadOnlySpan<byte> _bytes;
    private long _bit;
    private int _abbreviationWidth;
    private List<BitstreamOperand[]> _abbreviations;
    private long _topBlockEnd;
    private readonly BitstreamBlockInfo _blockInfo;

    /// <param name="bytes">The bitstream from the first block on (the magic left out); a multiple of four bytes is not required.</param>
    public BitstreamCursor(ReadOnlySpan<byte> bytes)
        : this(bytes, 0, TopWidth, new BitstreamBlockInfo())
    {
    }

    /// <summary>Starts somewhere else in a stream that another cursor has walked: at an entry of a block that is not to be read itself.</summary>
    /// <param name="width">The width of that block's abbreviation ids.</param>
    /// <param name="blockInfo">The abbreviations that that cursor has met.</param>
    public BitstreamCursor(ReadOnlySpan<byte> bytes, long bit, int width, BitstreamBlockInfo blockInfo)
        : this(bytes, bit, width, blockInfo, [])
    {
    }

    /// <summary>Starts at a record, likewise.</summary>
    /// <param name="abbreviations">The abbreviations of that block: they are not copied, for a record adds no abbreviation.</param>
    public BitstreamCursor(ReadOnlySpan<byte> bytes, long bit, int width, BitstreamBlockInfo blockInfo, List<BitstreamOperand[]> abbreviations)
    {
        _bytes = bytes;
        _bit = bit;
        _abbreviationWidth = width;
        _blockInfo = blockInfo;
        _abbreviations = abbreviations;
    }

    /// <summary>Starts at the first block of a file, so that positions are those in the file.</summary>
    /// <exception cref="MalformedBitsException">The bitcode is in a wrapper.</exception>
    public static BitstreamCursor OfFile(ReadOnlySpan<byte> bytes) => bytes is [0x42, 0x43, 0xC0, 0xDE, ..]
        ? new BitstreamCursor(bytes, 32, TopWidth, new BitstreamBlockInfo())
        : throw new MalformedBitsException("the bitcode is in a wrapper");

    public enum Entry
    {
        End,
        Block,
        Record,
    }

    /// <summary>The block entered last or about to be skipped.</summary>
    public int BlockId { get; private set; }

    public int RecordCode { get; private set; }

    /// <summary>The abbreviation of the last record, from 0; -1: it has no abbreviation.</summary>
    public int RecordAbbreviation { get; private set; }

    /// <summary>The position where the entry found last begins.</summary>
    public long EntryBit { get; private set; }

    /// <summary>The position where the next entry begins, abbreviations' definitions included.</summary>
    public readonly long Bit => _bit;

    public readonly int AbbreviationWidth => _abbreviationWidth;

    public readonly BitstreamBlockInfo BlockInfo => _blockInfo;

    public readonly List<BitstreamOperand[]> Abbreviations => _abbreviations;

    /// <summary>The operands of the last record (not of blobs).</summary>
    public List<ulong> Record { get; } = [];

    /// <summary>The blob of the last record; empty when it had no blob.</summary>
    public ReadOnlySpan<byte> Blob { get; private set; }

    /// <summary>Bytes, from the start, where the block found last ends.</summary>
    public long BlockEnd { get; private set; }

    /// <summary>The bytes of the block found last and not yet entered.</summary>
    public readonly long BlockBytes => BlockEnd - (_bit / 8);

    public readonly bool AtEnd => _bit / 8 + 4 > _bytes.Length;

    /// <summary>Finds the next entry of the current block. A block is found, not entered: call <see cref="EnterBlock"/> or <see cref="SkipBlock"/>.</summary>
    public Entry Next()
    {
        while (true)
        {
            EntryBit = _bit;
            int id = (int)Fixed(_abbreviationWidth);
            switch (id)
            {
                case EndBlock:
                    Align();
                    return Entry.End;
                case EnterSubblock:
                    BlockId = (int)Vbr(8);
                    PendingWidth = (int)Vbr(4);
                    Align();
                    long words = (long)Fixed(32);
                    BlockEnd = _bit / 8 + words * 4;
                    if (BlockEnd > _bytes.Length)
                    {
                        throw MalformedBitsException.Truncated();
                    }

                    return Entry.Block;
                case DefineAbbreviation:
                    ReadAbbreviation();
                    break;
                case UnabbreviatedRecord:
                    ReadUnabbreviated();
                    return Entry.Record;
                default:
                    ReadAbbreviated(id - 4);
                    return Entry.Record;
            }
        }
    }

    /// <summary>
    /// Finds the next block at the top of the stream, wherever the cursor was left in the one before; it may be entered or not. The blocks below are read with
    /// <see cref="Next"/>.
    /// </summary>
    /// <returns>False: there are no more.</returns>
    public bool NextTopBlock()
    {
        if (_topBlockEnd > 0)
        {
            _bit = _topBlockEnd * 8;
            _abbreviationWidth = TopWidth;
            _abbreviations = [];
        }

        if (AtEnd)
        {
            return false;
        }

        if (Next() != Entry.Block)
        {
            throw new MalformedBitsException("there is something else than a block at the top");
        }

        _topBlockEnd = BlockEnd;
        return true;
    }

    private int PendingWidth { get; set; }

    public void EnterBlock()
    {
        if (PendingWidth is < 2 or > 32)
        {
            throw new MalformedBitsException($"a block has abbreviation ids of {PendingWidth} bits");
        }

        _abbreviationWidth = PendingWidth;
        _abbreviations = _blockInfo.Of(BlockId);
    }

    /// <summary>Reads the block of abbreviations for other blocks (BLOCKINFO) that was found, and goes on after it.</summary>
    public void ReadBlockInfo()
    {
        BitstreamCursor inner = this;
        inner.EnterBlock();
        inner._abbreviations = [];
        while (inner.Next() is var entry && entry != Entry.End)
        {
            if (entry == Entry.Block)
            {
                inner.SkipBlock();
            }
            else if (inner.RecordCode == SetBlockRecord && inner.Record is [var block, ..])
            {
                inner._abbreviations = _blockInfo.For((int)block);
            }
        }

        SkipBlock();
    }

    public void SkipBlock() => _bit = BlockEnd * 8;

    private void ReadUnabbreviated()
    {
        RecordCode = (int)Vbr(6);
        RecordAbbreviation = -1;
        Blob = default;
        long count = (long)Vbr(6);
        CheckCount(count);
        Record.Clear();
        for (long i = 0; i < count; i++)
        {
            Record.Add(Vbr(6));
        }
    }

    private void ReadAbbreviation()
    {
        long count = (long)Vbr(5);
        CheckCount(count);
        List<BitstreamOperand> operands = [];
        for (long i = 0; i < count; i++)
        {
            if (Fixed(1) == 1)
            {
                operands.Add(new BitstreamOperand(0, Vbr(8)));
                continue;
            }

            int encoding = (int)Fixed(3);
            if (encoding is < 1 or > 5)
            {
                throw new MalformedBitsException($"an abbreviation has an operand of encoding {encoding}");
            }

            ulong width = encoding is 1 or 2 ? Vbr(5) : 0;
            if (width > 64)
            {
                throw new MalformedBitsException($"an abbreviation has an operand of {width} bits");
            }

            operands.Add(new BitstreamOperand(encoding, width));
        }

        _abbreviations.Add([.. operands]);
    }

    private void ReadAbbreviated(int index)
    {
        if ((uint)index >= (uint)_abbreviations.Count)
        {
            throw new MalformedBitsException("a record has an abbreviation that is not defined");
        }

        RecordAbbreviation = index;
        BitstreamOperand[] operands = _abbreviations[index];
        Record.Clear();
        Blob = default;
        RecordCode = operands is [{ Encoding: not (ArrayEncoding or BlobEncoding) } code, ..] ? (int)Scalar(code) : -1;
        for (int i = RecordCode < 0 ? 0 : 1; i < operands.Length; i++)
        {
            switch (operands[i].Encoding)
            {
                case ArrayEncoding: // the next operand is the element type and the last one
                    if (i + 1 >= operands.Length)
                    {
                        throw new MalformedBitsException("an abbreviation has an array of nothing");
                    }

                    long count = (long)Vbr(6);
                    CheckCount(count);
                    for (long k = 0; k < count; k++)
                    {
                        Record.Add(Scalar(operands[i + 1]));
                    }

                    i = operands.Length;
                    break;
                case BlobEncoding:
                    long length = (long)Vbr(6);
                    Align();
                    long start = _bit / 8;
                    if (length < 0 || length > _bytes.Length - start)
                    {
                        throw MalformedBitsException.Truncated();
                    }

                    Blob = _bytes.Slice((int)start, (int)length);
                    _bit += length * 8;
                    Align();
                    if (_bit / 8 > _bytes.Length)
                    {
                        throw MalformedBitsException.Truncated();
                    }

                    break;
                default:
                    Record.Add(Scalar(operands[i]));
                    break;
            }
        }

        if (RecordCode < 0 && Record.Count > 0)
        {
            RecordCode = (int)Record[0];
            Record.RemoveAt(0);
        }
    }

    private ulong Scalar(BitstreamOperand operand) => operand.Encoding switch
    {
        0 => operand.Value,
        1 => operand.Value == 0 ? 0 : Fixed((int)operand.Value),
        2 => operand.Value == 0 ? 0 : Vbr((int)operand.Value),
        4 => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._"[(int)Fixed(6)],
        _ => throw new MalformedBitsException("an abbreviation has an operand where a number is expected"),
    };

    /// <summary>Checks a count against the bits that are left: each thing takes at least one bit.</summary>
    private readonly void CheckCount(long count)
    {
        if (count < 0 || count > (long)_bytes.Length * 8 - _bit)
        {
            throw MalformedBitsException.Truncated();
        }
    }

    private void Align() => _bit = (_bit + 31) / 32 * 32;

    public ulong Vbr(int width)
    {
        ulong result = 0;
        ulong high = 1UL << (width - 1);
        for (int shift = 0; shift < 64; shift += width - 1)
        {
            ulong piece = Fixed(width);
            result |= (piece & (high - 1)) << shift;
            if ((piece & high) == 0)
            {
                return result;
            }
        }

        throw new MalformedBitsException("a number has more than 64 bits");
    }

    private ulong Fixed(int width)
    {
        if (_bit + width > (long)_bytes.Length * 8)
        {
            throw MalformedBitsException.Truncated();
        }

        int first = (int)(_bit >> 3);
        if (width <= 56 && first + 8 <= _bytes.Length)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(_bytes[first..]) >> (int)(_bit & 7);
            _bit += width;
            return word & ((1UL << width) - 1);
        }

        ulong result = 0;
        for (int done = 0; done < width;)
        {
            int offset = (int)(_bit & 7);
            int take = Math.Min(8 - offset, width - done);
            ulong piece = ((ulong)_bytes[(int)(_bit >> 3)] >> offset) & ((1UL << take) - 1);
            result |= piece << done;
            done += take;
            _bit += take;
        }

        return result;
    }
}
