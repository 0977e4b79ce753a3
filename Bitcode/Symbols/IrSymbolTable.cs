using System.Buffers.Binary;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Platform;

namespace LtoPar.Bitcode.Symbols;

/// <summary>
/// The symbol table that LLVM writes beside a module in bitcode: the SYMTAB block, a blob of little-endian tables, and the STRTAB block
/// with its strings (llvm/Object/IRSymtab.h). Read without a context, a parse, or any LLVM, so that a linker plugin can.
///
///   header   version, producer (offset and size in STRTAB), then (offset, count) in SYMTAB of modules, comdats, symbols, uncommons;
///            triple and source file (in STRTAB), COFF linker options (in STRTAB), dependent libraries (offset, count)
///   module   first symbol, end of its symbols, first uncommon: 12 bytes
///   comdat   name (offset and size in STRTAB), selection kind: 12 bytes
///   symbol   name and IR name (offset and size in STRTAB each), comdat index, flags: 24 bytes
///   uncommon size and alignment of a common, COFF fallback and section name (in STRTAB): 24 bytes; one for each symbol that has the flag, in order
///
/// Only version 3 is read: that of the one LLVM that lto-par loads. Every offset is checked.
/// </summary>
/// <param name="Producer">The version of the LLVM that wrote the table ("22.1.8"): another one may list other symbols.</param>
/// <param name="Triple">The target triple.</param>
/// <param name="SourceFile">The module's source_filename.</param>
/// <param name="ModuleCount">The number of modules that the table describes.</param>
/// <param name="Symbols">The symbols in the table's order, which is that of llvm::lto::InputFile once those that are not for linkers are left out.</param>
/// <param name="Comdats">The list that <see cref="IrSymbol.Comdat"/> is an index of.</param>
/// <param name="DependentLibraries">Names of libraries that the sources ask for (#pragma comment(lib)).</param>
public sealed record IrSymbolTable(
    string Producer,
    string Triple,
    string SourceFile,
    int ModuleCount,
    IReadOnlyList<IrSymbol> Symbols,
    IReadOnlyList<IrComdat> Comdats,
    IReadOnlyList<string> DependentLibraries)
{
    private const int BlobRecord = 1;
    private const uint SupportedVersion = 3;
    private const int HeaderProducer = 4;
    private const int HeaderModules = 12;
    private const int HeaderComdats = 20;
    private const int HeaderSymbols = 28;
    private const int HeaderUncommons = 36;
    private const int HeaderTriple = 44;
    private const int HeaderSourceFile = 52;
    private const int HeaderLibraries = 68;
    private const int ModuleBytes = 12;
    private const int ComdatBytes = 12;
    private const int SymbolBytes = 24;
    private const int UncommonBytes = 24;
    private const int StringBytes = 8;

    /// <param name="bitcode">Bitcode, from its magic on; in a wrapper or not.</param>
    /// <returns>Null when the module has no table, or one of another version.</returns>
    /// <exception cref="MalformedBitsException">The bitcode or the table is malformed.</exception>
    public static IrSymbolTable? Read(ReadOnlySpan<byte> bitcode)
    {
        ReadOnlySpan<byte> table = default;
        ReadOnlySpan<byte> strings = default;
        BitstreamCursor cursor = new(BitcodeContainer.Stream(bitcode));
        while (cursor.NextTopBlock())
        {
            int block = cursor.BlockId;
            if (block is BitcodeBlock.SymbolTable or BitcodeBlock.StringTable)
            {
                cursor.EnterBlock();
                ReadOnlySpan<byte> blob = ReadBlob(ref cursor);
                if (block == BitcodeBlock.SymbolTable)
                {
                    table = blob;
                }
                else
                {
                    strings = blob;
                }
            }
        }

        return table.IsEmpty || Word(table, 0) != SupportedVersion ? null : ReadTables(table, strings);
    }

    private static ReadOnlySpan<byte> ReadBlob(scoped ref BitstreamCursor cursor)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                cursor.SkipBlock();
            }
            else if (cursor.RecordCode == BlobRecord)
            {
                return cursor.Blob;
            }
        }

        return default;
    }

    private static IrSymbolTable ReadTables(ReadOnlySpan<byte> table, ReadOnlySpan<byte> strings)
    {
        (int comdatStart, int comdatCount) = Range(table, HeaderComdats, ComdatBytes);
        IrComdat[] comdats = new IrComdat[comdatCount];
        for (int i = 0; i < comdats.Length; i++)
        {
            int at = comdatStart + i * ComdatBytes;
            comdats[i] = new IrComdat(Bytes(table, at, strings).ToArray(), (int)Word(table, at + 8));
        }

        (int libraryStart, int libraryCount) = Range(table, HeaderLibraries, StringBytes);
        string[] libraries = new string[libraryCount];
        for (int i = 0; i < libraries.Length; i++)
        {
            libraries[i] = Text(table, libraryStart + i * StringBytes, strings);
        }

        return new IrSymbolTable(
            Text(table, HeaderProducer, strings),
            Text(table, HeaderTriple, strings),
            Text(table, HeaderSourceFile, strings),
            Range(table, HeaderModules, ModuleBytes).Count,
            ReadSymbols(table, strings, comdats.Length),
            comdats,
            libraries);
    }

    private static IrSymbol[] ReadSymbols(ReadOnlySpan<byte> table, ReadOnlySpan<byte> strings, int comdatCount)
    {
        (int start, int count) = Range(table, HeaderSymbols, SymbolBytes);
        (int uncommonStart, int uncommonCount) = Range(table, HeaderUncommons, UncommonBytes);
        int uncommon = 0;
        IrSymbol[] symbols = new IrSymbol[count];
        for (int i = 0; i < symbols.Length; i++)
        {
            int at = start + i * SymbolBytes;
            IrSymbolFlags flags = (IrSymbolFlags)Word(table, at + 20);
            int comdat = (int)Word(table, at + 16);
            if (comdat < -1 || comdat >= comdatCount)
            {
                throw new MalformedBitsException("the symbol table points outside itself");
            }

            ReadOnlySpan<byte> name = Bytes(table, at, strings);
            symbols[i] = new IrSymbol(ByteText.From(name), Text(table, at + 8, strings), flags) { NameBytes = name.ToArray(), Comdat = comdat };
            if ((flags & IrSymbolFlags.HasUncommon) != 0)
            {
                if (uncommon >= uncommonCount)
                {
                    throw new MalformedBitsException("the symbol table points outside itself");
                }

                int more = uncommonStart + uncommon++ * UncommonBytes;
                symbols[i] = symbols[i] with
                {
                    CommonSize = Word(table, more),
                    CommonAlignment = Word(table, more + 4),
                    SectionName = Text(table, more + 16, strings),
                };
            }
        }

        return symbols;
    }

    /// <summary>Finds the place of an array in the table; all of its elements do.</summary>
    private static (int Start, int Count) Range(ReadOnlySpan<byte> table, int at, int elementBytes)
    {
        uint start = Word(table, at);
        uint count = Word(table, at + 4);
        return start <= (uint)table.Length && count <= ((uint)table.Length - start) / (uint)elementBytes
            ? ((int)start, (int)count)
            : throw new MalformedBitsException("the symbol table points outside itself");
    }

    private static string Text(ReadOnlySpan<byte> table, int at, ReadOnlySpan<byte> strings) => ByteText.From(Bytes(table, at, strings));

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> table, int at, ReadOnlySpan<byte> strings)
    {
        uint offset = Word(table, at);
        uint size = Word(table, at + 4);
        return offset <= (uint)strings.Length && size <= (uint)strings.Length - offset
            ? strings.Slice((int)offset, (int)size)
            : throw new MalformedBitsException("the symbol table points outside itself");
    }

    private static uint Word(ReadOnlySpan<byte> table, int at) =>
        at + 4 <= table.Length
            ? BinaryPrimitives.ReadUInt32LittleEndian(table[at..])
            : throw new MalformedBitsException("the symbol table points outside itself");
}
