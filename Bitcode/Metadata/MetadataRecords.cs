using LtoPar.Bitcode.Bitstream;

namespace LtoPar.Bitcode.Metadata;

/// <summary>Reads the records of the module-level metadata block: places, rows, and named metadata.</summary>
public sealed class MetadataRecords
{
    private const string UnitListName = "llvm.dbg.cu";

    private readonly List<long> _starts = [];
    private readonly List<long> _ends = [];
    private readonly List<int> _named = [];
    private readonly List<int> _units = [];
    private readonly List<GlobalAttachment> _attachments = [];
    private readonly List<(long Start, long End)> _positions = [];
    private string _name = "";
    private (long Start, long End) _namePlace;

    private MetadataRecords()
    {
    }

    /// <summary>The position of the block's entry, in bits.</summary>
    public long Start { get; private set; }

    public long End { get; private set; }

    /// <summary>The width of abbreviation ids in the block.</summary>
    public int Width { get; private set; }

    /// <summary>The abbreviations for records of the block, read one by one.</summary>
    public List<BitstreamOperand[]> Abbreviations { get; private set; } = [];

    /// <summary>The position where the last record ends: the end of the block follows.</summary>
    public long LastEnd { get; private set; }

    /// <summary>The record of all strings; null: there are no strings.</summary>
    public MetadataStringRecord? StringRecord { get; private set; }

    /// <summary>The places of the strings in the file, by number.</summary>
    public (int Start, int Length)[] Strings { get; private set; } = [];

    /// <summary>The records of positions in the block, for readers that do not read all of it.</summary>
    public IReadOnlyList<(long Start, long End)> Positions => _positions;

    /// <summary>The list of the compile units with its name.</summary>
    public (long Start, long End) UnitList { get; private set; }

    public IReadOnlyList<int> Named => _named;

    public IReadOnlyList<int> Units => _units;

    public IReadOnlyList<GlobalAttachment> Attachments => _attachments;

    public MetadataRows Rows { get; } = new();

    public int Count => Rows.Count;

    public long StartOf(int number) => _starts[number];

    public long EndOf(int number) => _ends[number];

    /// <exception cref="MalformedBitsException">The block is not written as it is known here.</exception>
    public static MetadataRecords Read(ReadOnlySpan<byte> bytes, ModuleBits module)
    {
        BitstreamCursor cursor = module.BlockAt(bytes, module.Metadata);
        MetadataRecords records = new() { Start = cursor.EntryBit, End = cursor.BlockEnd * 8 };
        cursor.EnterBlock();
        records.Width = cursor.AbbreviationWidth;
        records.ReadBlock(ref cursor, bytes, module);
        records.CheckReferences();
        return records;
    }

    private void ReadBlock(ref BitstreamCursor cursor, ReadOnlySpan<byte> bytes, ModuleBits module)
    {
        LastEnd = cursor.Bit;
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                if (cursor.BlockId != BitcodeBlock.Filler)
                {
                    throw new MalformedBitsException($"the block of metadata holds a block of kind {cursor.BlockId}");
                }

                cursor.SkipBlock();
                continue;
            }

            ReadRecord(ref cursor, bytes, module);
            LastEnd = cursor.Bit;
        }

        Abbreviations = cursor.Abbreviations;
    }

    private void ReadRecord(ref BitstreamCursor cursor, ReadOnlySpan<byte> bytes, ModuleBits module)
    {
        List<ulong> record = cursor.Record;
        MetadataCode code = MetadataLayout.CodeOf(cursor.RecordCode);
        switch (code)
        {
            case MetadataCode.Strings:
                ReadStrings(ref cursor, bytes);
                break;
            case MetadataCode.IndexOffset or MetadataCode.Index:
                _positions.Add((cursor.EntryBit, cursor.Bit));
                break;
            case MetadataCode.Name:
                _name = string.Concat(record.Select(c => (char)c));
                _namePlace = (cursor.EntryBit, cursor.Bit);
                break;
            case MetadataCode.NamedNode:
                if (_namePlace.End != cursor.EntryBit)
                {
                    throw new MalformedBitsException("a named list does not follow its name");
                }

                (_name == UnitListName ? _units : _named).AddRange(record.Select(number => (int)number));
                if (_name == UnitListName)
                {
                    UnitList = (_namePlace.Start, cursor.Bit);
                }

                break;
            case MetadataCode.GlobalAttachment:
                ReadAttachment(cursor, module);
                break;
            case MetadataCode.Kind:
                break;
            default:
                MetadataLayout.Check(code, record);
                Rows.Add(code, record);
                _starts.Add(cursor.EntryBit);
                _ends.Add(cursor.Bit);
                break;
        }
    }

    private void ReadAttachment(in BitstreamCursor cursor, ModuleBits module)
    {
        List<ulong> record = cursor.Record;
        if (record.Count % 2 == 0 || record[0] >= (ulong)module.SymbolCount)
        {
            throw new MalformedBitsException("something is attached to no symbol");
        }

        int[] targets = new int[record.Count / 2];
        List<int> debug = [];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = (int)record[2 + (2 * i)];
            if ((int)record[1 + (2 * i)] == module.DebugKind)
            {
                debug.Add(targets[i]);
            }
        }

        _attachments.Add(new GlobalAttachment(module.Ordinal((int)record[0]), targets, [.. debug], cursor.EntryBit, cursor.Bit));
    }

    private void ReadStrings(ref BitstreamCursor cursor, ReadOnlySpan<byte> bytes)
    {
        (int Start, int Length)[] strings = Count == 0
            ? MetadataStringRecord.Read(ref cursor, bytes)
            : throw new MalformedBitsException("strings come after nodes");
        StringRecord = new MetadataStringRecord(cursor.RecordAbbreviation, cursor.EntryBit, cursor.Bit);
        Strings = strings;
        Rows.AddStrings(strings.Length);
        _starts.AddRange(new long[strings.Length]);
        _ends.AddRange(new long[strings.Length]);
    }

    /// <summary>Checks that every reference leads somewhere.</summary>
    private void CheckReferences()
    {
        int count = Count;
        bool areWhole = Rows.ReferWithin(count)
            && _units.TrueForAll(u => (uint)u < (uint)count && Rows.CodeOf(u) == MetadataCode.CompileUnit)
            && _named.TrueForAll(n => (uint)n < (uint)count)
            && _attachments.TrueForAll(a => a.Targets.All(t => (uint)t < (uint)count));
        if (!areWhole)
        {
            throw new MalformedBitsException("a reference leads nowhere");
        }
    }
}
