using LtoPar.Bitcode.Bitstream;

namespace LtoPar.Bitcode.Metadata;

/// <summary>The records of the module-level metadata block: places, rows, and what is named.</summary>
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
    private long _nameStart;

    private MetadataRecords()
    {
    }

    /// <summary>From the block's entry to its end, in bits.</summary>
    public long Start { get; private set; }

    public long End { get; private set; }

    /// <summary>Of abbreviation ids in the block.</summary>
    public int Width { get; private set; }

    /// <summary>For records of the block, read one by one.</summary>
    public List<BitstreamOperand[]> Abbreviations { get; private set; } = [];

    /// <summary>Where the last record ends: the end of the block follows.</summary>
    public long LastEnd { get; private set; }

    /// <summary>The record of all strings; null: there are none.</summary>
    public MetadataStringRecord? StringRecord { get; private set; }

    /// <summary>Places of the strings in the file, by number.</summary>
    public (int Start, int Length)[] Strings { get; private set; } = [];

    /// <summary>Records of positions in the block, for readers that do not read all of it.</summary>
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

    /// <summary>Null: not written as it is known here.</summary>
    public static MetadataRecords? Read(ReadOnlySpan<byte> bytes, ModuleBits module)
    {
        BitstreamCursor cursor = module.BlockAt(bytes, module.Metadata);
        MetadataRecords records = new() { Start = cursor.EntryBit, End = cursor.BlockEnd * 8 };
        cursor.EnterBlock();
        records.Width = cursor.AbbreviationWidth;
        return records.ReadBlock(ref cursor, bytes, module) && records.IsWhole() ? records : null;
    }

    private bool ReadBlock(ref BitstreamCursor cursor, ReadOnlySpan<byte> bytes, ModuleBits module)
    {
        LastEnd = cursor.Bit;
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                return false;
            }

            if (!ReadRecord(ref cursor, bytes, module))
            {
                return false;
            }

            LastEnd = cursor.Bit;
        }

        Abbreviations = cursor.Abbreviations;
        return true;
    }

    private bool ReadRecord(ref BitstreamCursor cursor, ReadOnlySpan<byte> bytes, ModuleBits module)
    {
        List<ulong> record = cursor.Record;
        switch ((MetadataCode)cursor.RecordCode)
        {
            case MetadataCode.Strings:
                return ReadStrings(ref cursor, bytes);
            case MetadataCode.IndexOffset or MetadataCode.Index:
                _positions.Add((cursor.EntryBit, cursor.Bit));
                return true;
            case MetadataCode.Name:
                _name = string.Concat(record.Select(c => (char)c));
                _nameStart = cursor.EntryBit;
                return true;
            case MetadataCode.NamedNode:
                (_name == UnitListName ? _units : _named).AddRange(record.Select(number => (int)number));
                if (_name == UnitListName)
                {
                    UnitList = (_nameStart, cursor.Bit);
                }

                return true;
            case MetadataCode.GlobalAttachment:
                return ReadAttachment(cursor, module);
            case MetadataCode.Kind:
                return true;
            default:
                return MetadataLayout.IsKnown(cursor.RecordCode, record) && AddNode(cursor);
        }
    }

    private bool AddNode(in BitstreamCursor cursor)
    {
        Rows.Add((MetadataCode)cursor.RecordCode, cursor.Record);
        _starts.Add(cursor.EntryBit);
        _ends.Add(cursor.Bit);
        return true;
    }

    private bool ReadAttachment(in BitstreamCursor cursor, ModuleBits module)
    {
        List<ulong> record = cursor.Record;
        if (record.Count % 2 == 0 || record[0] >= (ulong)module.SymbolCount)
        {
            return false;
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
        return true;
    }

    private bool ReadStrings(ref BitstreamCursor cursor, ReadOnlySpan<byte> bytes)
    {
        if (Count > 0 || MetadataStringRecord.Read(ref cursor, bytes) is not { } strings)
        {
            return false;
        }

        StringRecord = new MetadataStringRecord(cursor.RecordAbbreviation, cursor.EntryBit, cursor.Bit);
        Strings = strings;
        Rows.AddStrings(strings.Length);
        _starts.AddRange(new long[strings.Length]);
        _ends.AddRange(new long[strings.Length]);
        return true;
    }

    /// <summary>Every reference leads somewhere.</summary>
    private bool IsWhole()
    {
        int count = Count;
        return Rows.ReferWithin(count)
            && _units.TrueForAll(u => (uint)u < (uint)count && Rows.CodeOf(u) == MetadataCode.CompileUnit)
            && _named.TrueForAll(n => (uint)n < (uint)count)
            && _attachments.TrueForAll(a => a.Targets.All(t => (uint)t < (uint)count));
    }
}
