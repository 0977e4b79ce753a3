using LtoPar.Platform;

namespace LtoPar.Elf;

/// <summary>The header, the sections and the symbol tables of an ELF file, relocatable or linked, of 32 or 64 bits and either byte order.</summary>
internal sealed class ElfTables
{
    private ElfTables(ElfBytes bytes)
    {
        Bytes = bytes;
        FileType = bytes.Half(16);
        Machine = bytes.Half(18);
        ReadSections();
    }

    public ElfBytes Bytes { get; }

    /// <summary>ET_*.</summary>
    public ushort FileType { get; }

    /// <summary>EM_*.</summary>
    public ushort Machine { get; }

    /// <summary>The section headers by index.</summary>
    public List<ElfSectionHeader> Headers { get; } = [];

    /// <summary>The sections by index; the first is the null section.</summary>
    public ElfSection[] Sections { get; private set; } = [];

    /// <summary>Whether the file begins as an ELF file does.</summary>
    public static bool AreIn(ReadOnlyMemory<byte> bytes) =>
        bytes.Length >= 20 && bytes.Span.StartsWith("\u007f"u8) && bytes.Span[1..].StartsWith("ELF"u8);

    /// <exception cref="LtoParException">It is malformed.</exception>
    public static ElfTables Read(ReadOnlyMemory<byte> bytes, string file)
    {
        ReadOnlySpan<byte> start = bytes.Span;
        return start[4] is 1 or 2 && start[5] is 1 or 2
            ? new ElfTables(new ElfBytes(bytes, file, start[4] == 2, start[5] == 1))
            : throw new LtoParException(file, "is not a well-formed ELF object: unknown class or byte order");
    }

    private void ReadSections()
    {
        ulong table = Bytes.Is64 ? Bytes.Long(40) : Bytes.Word(32);
        ulong tail = Bytes.Is64 ? 58ul : 46ul;
        ulong entry = Bytes.Half(tail);
        ulong count = Bytes.Half(tail + 2);
        uint names = Bytes.Half(tail + 4);
        ulong expected = Bytes.Is64 ? 64ul : 40ul;
        if (table == 0)
        {
            throw Bytes.Malformed("it has no section headers");
        }

        if (entry != expected)
        {
            throw Bytes.Malformed($"section headers of {entry} bytes");
        }

        ElfSectionHeader first = ReadHeader(table);
        count = count == 0 ? first.Size : count;
        names = names == ElfConstants.ShnXindex ? first.Link : names;
        // The whole table is checked at once, so that a count of 2^60 allocates nothing.
        Bytes.Slice(table, count <= int.MaxValue ? count * entry : ulong.MaxValue, "the section header table");
        for (ulong i = 0; i < count; i++)
        {
            Headers.Add(ReadHeader(table + (i * entry)));
        }

        ReadOnlyMemory<byte> text = Contents(Headers[(int)Index(names, "the section name table")], "the section name table");
        Sections = new ElfSection[Headers.Count];
        for (int i = 0; i < Sections.Length; i++)
        {
            string name = i == 0 ? "" : Bytes.Text(text, Headers[i].Name);
            Sections[i] = new ElfSection(i, name, Headers[i], i == 0 ? default : Contents(Headers[i], $"section '{name}'"));
        }
    }

    private ElfSectionHeader ReadHeader(ulong at) => Bytes.Is64
        ? new ElfSectionHeader(
            Bytes.Word(at), Bytes.Word(at + 4), Bytes.Long(at + 8), Bytes.Long(at + 24), Bytes.Long(at + 32), Bytes.Word(at + 40),
            Bytes.Word(at + 44), Bytes.Long(at + 48), Bytes.Long(at + 56))
        { Address = Bytes.Long(at + 16) }
        : new ElfSectionHeader(
            Bytes.Word(at), Bytes.Word(at + 4), Bytes.Word(at + 8), Bytes.Word(at + 16), Bytes.Word(at + 20), Bytes.Word(at + 24),
            Bytes.Word(at + 28), Bytes.Word(at + 32), Bytes.Word(at + 36))
        { Address = Bytes.Word(at + 12) };

    private ReadOnlyMemory<byte> Contents(ElfSectionHeader header, string what) =>
        header.Type == ElfConstants.ShtNobits ? default : Bytes.Slice(header.Offset, header.Size, what);

    /// <summary>Reads a symbol table: the list is empty where there is none of that type.</summary>
    /// <param name="type">SHT_SYMTAB or SHT_DYNSYM.</param>
    public ElfSymbol[] ReadSymbols(uint type)
    {
        int table = Array.FindIndex(Sections, s => s.Type == type);
        if (table < 0)
        {
            return [];
        }

        if (Array.FindLastIndex(Sections, s => s.Type == type) != table)
        {
            throw Bytes.Malformed("it has two symbol tables");
        }

        ElfSectionHeader header = Headers[table];
        ulong entry = Bytes.Is64 ? 24ul : 16ul;
        if (header.EntrySize != entry || header.Size % entry != 0)
        {
            throw Bytes.Malformed($"a symbol table with entries of {header.EntrySize} bytes");
        }

        ReadOnlyMemory<byte> names = Sections[Index(header.Link, "the symbol name table")].Bytes;
        int extended = Array.FindIndex(Sections, s => s.Type == ElfConstants.ShtSymtabShndx && s.Link == table);
        ElfSymbol[] symbols = new ElfSymbol[header.Size / entry];
        for (int i = 0; i < symbols.Length; i++)
        {
            symbols[i] = ReadSymbol(i, header.Offset + ((ulong)i * entry), names, extended);
        }

        return symbols;
    }

    private ElfSymbol ReadSymbol(int index, ulong at, ReadOnlyMemory<byte> names, int extended)
    {
        string name = Bytes.Text(names, Bytes.Word(at));
        ulong tail = Bytes.Is64 ? at + 4 : at + 12;
        byte info = Bytes.Byte(tail);
        byte other = Bytes.Byte(tail + 1);
        int section = Bytes.Half(tail + 2);
        (ulong value, ulong size) = Bytes.Is64 ? (Bytes.Long(at + 8), Bytes.Long(at + 16)) : (Bytes.Word(at + 4), Bytes.Word(at + 8));
        int place = section switch
        {
            ElfConstants.ShnAbs => ElfSymbol.Absolute,
            ElfConstants.ShnCommon => ElfSymbol.Common,
            ElfConstants.ShnXindex when extended >= 0 => Extended(extended, index),
            >= ElfConstants.ShnLoreserve => throw Bytes.Malformed($"symbol '{name}' is in reserved section {section}"),
            _ => section,
        };
        if (place >= Sections.Length)
        {
            throw Bytes.Malformed($"symbol '{name}' is in section {place} of {Sections.Length}");
        }

        return new ElfSymbol(index, name, (ElfBinding)(info >> 4), (ElfSymbolType)(info & 15), (ElfVisibility)(other & 3), place, value, size);
    }

    private int Extended(int table, int symbol)
    {
        ulong offset = (ulong)symbol * 4;
        return offset + 4 <= Headers[table].Size
            ? (int)Index(Bytes.Word(Headers[table].Offset + offset), "an extended section number")
            : throw Bytes.Malformed("the table of extended section numbers is short");
    }

    /// <exception cref="LtoParException">There is no section of that number.</exception>
    public uint Index(uint section, string what) =>
        section < (uint)Headers.Count ? section : throw Bytes.Malformed($"{what} is section {section} of {Headers.Count}");
}
