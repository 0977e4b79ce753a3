using LtoPar.Bitcode.Bitstream;

namespace LtoPar.Bitcode.Metadata;

/// <summary>Finds the places of things in a bitcode file of one module: its metadata, its function bodies; in bits from the start of the file.</summary>
public sealed class ModuleBits
{
    private const int TypeCountRecord = 1;
    private const int MetadataTypeRecord = 16;
    private const int StructNameRecord = 19;
    private const int FunctionTypeRecord = 21;

    private const int BlockAddressRecord = 21;
    private const int KindRecord = 6;

    private const int FunctionTypeOperand = 2;
    private const int IsDeclarationOperand = 4;

    private readonly List<int> _kinds = [];
    private readonly List<int> _places = [];
    private readonly List<bool> _isDeclared = [];
    private readonly List<int> _takesMetadata = [];
    private readonly List<long> _bodies = [];
    private readonly HashSet<int> _typesWithMetadata = [];
    private readonly List<int> _addressTaken = [];
    private readonly int[] _counts = new int[4];
    private int _width;

    private ModuleBits(BitstreamBlockInfo blockInfo)
    {
        BlockInfo = blockInfo;
    }

    public BitstreamBlockInfo BlockInfo { get; }

    /// <summary>The entry of the metadata block; -1: there is no block.</summary>
    public long Metadata { get; private set; } = -1;

    /// <summary>The kind of attachment of debug information; -1: the module has no such kind.</summary>
    public int DebugKind { get; private set; } = -1;

    /// <summary>The kind of attachment of the type that a call allocates.</summary>
    public int AllocationKind { get; private set; } = -1;

    /// <summary>The bodies by ordinal; -1: the function is declared.</summary>
    public long[] Bodies { get; private set; } = [];

    public IReadOnlyList<int> TakesMetadata => _takesMetadata;

    /// <summary>The functions, by ordinal, whose bodies LLVM reads for every partition: constants of the module name their blocks.</summary>
    public int[] AlwaysRead { get; private set; } = [];

    /// <summary>The ordinal of a symbol, from its number in the file.</summary>
    public int Ordinal(int value) => _places[value] + _kinds[value] switch
    {
        ModuleRecord.Function => 0,
        ModuleRecord.Variable => _counts[0],
        ModuleRecord.Alias => _counts[0] + _counts[1],
        _ => _counts[0] + _counts[1] + _counts[2],
    };

    public int SymbolCount => _kinds.Count;

    /// <exception cref="MalformedBitsException">The module is not written as it is known here.</exception>
    public static ModuleBits Read(ReadOnlySpan<byte> bytes)
    {
        BitstreamCursor cursor = BitstreamCursor.OfFile(bytes);
        while (cursor.NextTopBlock())
        {
            if (cursor.BlockId == BitcodeBlock.Module)
            {
                ModuleBits module = new(cursor.BlockInfo);
                cursor.EnterBlock();
                module.ReadModule(ref cursor);
                return module;
            }
        }

        throw new MalformedBitsException("the bitcode holds no module");
    }

    /// <summary>Makes a cursor that has found a block of the module, and not entered it.</summary>
    /// <param name="entry">The entry in bits, as <see cref="Metadata"/> and <see cref="Bodies"/> are.</param>
    public BitstreamCursor BlockAt(ReadOnlySpan<byte> bytes, long entry)
    {
        BitstreamCursor cursor = new(bytes, entry, _width, BlockInfo);
        cursor.Next();
        return cursor;
    }

    private void ReadModule(ref BitstreamCursor cursor)
    {
        _width = cursor.AbbreviationWidth;
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                ReadBlock(ref cursor);
            }
            else
            {
                ReadRecord(cursor.RecordCode, cursor.Record);
            }
        }

        PlaceBodies();
    }

    private void ReadBlock(ref BitstreamCursor cursor)
    {
        BitstreamCursor inner = cursor;
        switch (cursor.BlockId)
        {
            case BitcodeBlock.BlockInfo:
                cursor.ReadBlockInfo();
                return;
            case BitcodeBlock.Types:
                inner.EnterBlock();
                ReadTypes(ref inner);
                break;
            case BitcodeBlock.Constants:
                inner.EnterBlock();
                ReadConstants(ref inner);
                break;
            case BitcodeBlock.MetadataKinds:
                inner.EnterBlock();
                ReadKinds(ref inner);
                break;
            case BitcodeBlock.Function:
                _bodies.Add(cursor.EntryBit);
                break;
            case BitcodeBlock.Metadata:
                Metadata = Metadata < 0 ? cursor.EntryBit : throw new MalformedBitsException("the module has two blocks of metadata");
                break;
        }

        cursor.SkipBlock();
    }

    private void ReadRecord(int code, List<ulong> record)
    {
        switch (code)
        {
            case ModuleRecord.Version when record is not [2, ..]:
                throw new MalformedBitsException("the module has another version than 2");
            case ModuleRecord.Function:
                if (record.Count <= IsDeclarationOperand)
                {
                    throw new MalformedBitsException($"a function has {record.Count} operands");
                }

                if (_typesWithMetadata.Contains((int)record[FunctionTypeOperand]))
                {
                    _takesMetadata.Add(_counts[0]);
                }

                _isDeclared.Add(record[IsDeclarationOperand] != 0);
                AddSymbol(code, 0);
                break;
            case ModuleRecord.Variable:
                AddSymbol(code, 1);
                break;
            case ModuleRecord.Alias:
                AddSymbol(code, 2);
                break;
            case ModuleRecord.IFunc:
                AddSymbol(code, 3);
                break;
            case ModuleRecord.OldAlias:
                throw new MalformedBitsException("an alias is written as LLVM 3 did");
        }
    }

    private void AddSymbol(int kind, int count)
    {
        _kinds.Add(kind);
        _places.Add(_counts[count]++);
    }

    private void ReadTypes(ref BitstreamCursor cursor)
    {
        int metadata = -1;
        int next = 0;
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                cursor.SkipBlock();
                continue;
            }

            if (cursor.RecordCode is TypeCountRecord or StructNameRecord)
            {
                continue;
            }

            if (cursor.RecordCode == MetadataTypeRecord)
            {
                metadata = next;
            }
            else if (cursor.RecordCode == FunctionTypeRecord && metadata >= 0 && cursor.Record.LastIndexOf((ulong)metadata) >= FunctionTypeOperand)
            {
                _typesWithMetadata.Add(next);
            }

            next++;
        }
    }

    private void ReadKinds(ref BitstreamCursor cursor)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                cursor.SkipBlock();
            }
            else if (cursor.RecordCode == KindRecord && cursor.Record is [var kind, .. var name])
            {
                switch (string.Concat(name.Select(c => (char)c)))
                {
                    case "dbg":
                        DebugKind = (int)kind;
                        break;
                    case "heapallocsite":
                        AllocationKind = (int)kind;
                        break;
                }
            }
        }
    }

    private void ReadConstants(ref BitstreamCursor cursor)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                cursor.SkipBlock();
            }
            else if (cursor.RecordCode == BlockAddressRecord && cursor.Record is [_, var function, ..])
            {
                _addressTaken.Add((int)function);
            }
        }
    }

    /// <summary>Assigns the bodies, which come in the order of the functions that have one.</summary>
    private void PlaceBodies()
    {
        Bodies = new long[_counts[0]];
        int next = 0;
        for (int function = 0; function < Bodies.Length; function++)
        {
            if (_isDeclared[function])
            {
                Bodies[function] = -1;
            }
            else if (next < _bodies.Count)
            {
                Bodies[function] = _bodies[next++];
            }
            else
            {
                throw new MalformedBitsException("a function has no body");
            }
        }

        if (next != _bodies.Count)
        {
            throw new MalformedBitsException("a body has no function");
        }

        if (_addressTaken.Any(value => (uint)value >= (uint)_kinds.Count || _kinds[value] != ModuleRecord.Function))
        {
            throw new MalformedBitsException("a constant names a block of something else than a function");
        }

        AlwaysRead = [.. _addressTaken.Select(Ordinal).Distinct()];
    }
}
