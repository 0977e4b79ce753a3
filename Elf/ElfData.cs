using LtoPar.Platform;

namespace LtoPar.Elf;

/// <summary>
/// The data of an ELF file, relocatable or linked, by the names of its variables: where in the file they are, and which of their bytes a linker or a loader
/// will write (relocations). Read strictly, as <see cref="ElfObject"/> is.
/// </summary>
public sealed class ElfData
{
    private readonly ElfTables _tables;
    private readonly string _file;
    private readonly Lazy<ElfSymbol[]> _symbols;

    private ElfData(ElfTables tables, string file)
    {
        _tables = tables;
        _file = file;
        _symbols = new Lazy<ElfSymbol[]>(ReadSymbols);
    }

    public bool IsLittle => _tables.Bytes.IsLittle;

    /// <summary>The sections by index.</summary>
    public IReadOnlyList<ElfSection> Sections => _tables.Sections;

    /// <summary>The symbol table: the linker's, or where there is none, the loader's.</summary>
    public IReadOnlyList<ElfSymbol> Symbols => _symbols.Value;

    /// <summary>The file has names of variables: a symbol table, or at least those that the loader needs.</summary>
    public bool HasSymbols => _symbols.Value.Length > 0;

    /// <exception cref="LtoParException">It is no ELF file, or a malformed one.</exception>
    public static ElfData Read(ReadOnlyMemory<byte> bytes, string file) => ElfTables.AreIn(bytes)
        ? new ElfData(ElfTables.Read(bytes, file), file)
        : throw new LtoParException(file, "is no ELF file; name an object, a program or a shared library");

    /// <summary>The definitions of a name, whatever its version, in the order of the symbol table. More than one is possible for locals alone.</summary>
    public IReadOnlyList<ElfSymbol> Find(string name) =>
        [.. _symbols.Value.Where(s => IsCalled(s, name) && s is { IsNamed: true, Section: > 0 } && s.Type != ElfSymbolType.Function)];

    /// <summary>The place of a variable's value in the file.</summary>
    /// <returns>Bytes from the start of the file.</returns>
    /// <exception cref="LtoParException">Its value is not in the file as it is.</exception>
    public long OffsetOf(ElfSymbol symbol)
    {
        ElfSection section = Sections[symbol.Section];
        if (section.Type == ElfConstants.ShtNobits)
        {
            throw new LtoParException(_file, $"'{symbol.Name}' has no bytes in the file: it is in section '{section.Name}', which is zero when it is loaded");
        }

        if (section.Has(ElfConstants.ShfCompressed))
        {
            throw new LtoParException(_file, $"'{symbol.Name}' is in section '{section.Name}', which is compressed");
        }

        ulong at = symbol.Value - (_tables.FileType == ElfConstants.EtRel ? 0 : _tables.Headers[symbol.Section].Address);
        return at <= section.Size && symbol.Size <= section.Size - at
            ? (long)(section.Offset + at)
            : throw _tables.Bytes.Malformed($"'{symbol.Name}' is not within its section");
    }

    /// <summary>Whether a relocation writes some of a variable's bytes: the linker's where it is an object, the loader's where it is linked.</summary>
    /// <param name="start">The first of the bytes, from the variable's start.</param>
    public bool IsRelocated(ElfSymbol symbol, ulong start, ulong size)
    {
        ulong first = symbol.Value + start;
        return Enumerable.Range(1, Sections.Count - 1).Any(i => Places(i, symbol.Section).Any(place => place >= first && place < first + size));
    }

    /// <summary>GNU ld writes versions behind the names of .symtab.</summary>
    private static bool IsCalled(ElfSymbol symbol, string name) => symbol.Name.StartsWith(name, StringComparison.Ordinal)
        && (symbol.Name.Length == name.Length || symbol.Name[name.Length..].StartsWith("@@", StringComparison.Ordinal));

    private ElfSymbol[] ReadSymbols() => _tables.ReadSymbols(ElfConstants.ShtSymtab) is { Length: > 0 } all ? all : _tables.ReadSymbols(ElfConstants.ShtDynsym);

    /// <summary>The places that relocations of a section write: offsets in the section where the file is an object, else addresses.</summary>
    private IEnumerable<ulong> Places(int section, int of)
    {
        ElfSectionHeader header = _tables.Headers[section];
        bool isOf = _tables.FileType != ElfConstants.EtRel || header.Info == (uint)of;
        return header.Type switch
        {
            ElfConstants.ShtRel or ElfConstants.ShtRela => isOf ? Listed(header) : [],
            ElfConstants.ShtRelr => Relative(header),
            ElfConstants.ShtCrel or ElfConstants.ShtAndroidRel or ElfConstants.ShtAndroidRela or ElfConstants.ShtAndroidRelr => throw new LtoParException(
                _file, $"has packed relocations (section '{Sections[section].Name}'), which are not read here; link it without packing them"),
            _ => [],
        };
    }

    private IEnumerable<ulong> Listed(ElfSectionHeader header)
    {
        ulong least = _tables.Bytes.Is64 ? 16ul : 8ul;
        if (header.EntrySize < least || header.Size % header.EntrySize != 0)
        {
            throw _tables.Bytes.Malformed($"relocations of {header.EntrySize} bytes");
        }

        for (ulong at = 0; at < header.Size; at += header.EntrySize)
        {
            yield return _tables.Bytes.Address(header.Offset + at);
        }
    }

    /// <summary>SHT_RELR: an even word is an address, an odd one has a bit for each of the words behind the last place.</summary>
    private IEnumerable<ulong> Relative(ElfSectionHeader header)
    {
        ulong word = _tables.Bytes.Is64 ? 8ul : 4ul;
        ulong next = 0;
        for (ulong at = 0; at + word <= header.Size; at += word)
        {
            ulong entry = _tables.Bytes.Address(header.Offset + at);
            if ((entry & 1) == 0)
            {
                yield return entry;
                next = entry + word;
                continue;
            }

            for (int bit = 1; bit < (int)word * 8; bit++)
            {
                if ((entry >> bit & 1) != 0)
                {
                    yield return next + ((ulong)(bit - 1) * word);
                }
            }

            next += ((word * 8) - 1) * word;
        }
    }
}
