using LtoPar.Platform;

namespace LtoPar.Elf;

/// <summary>
/// Parses one relocatable object, 32 or 64 bits, either byte order. Section numbers beyond 65,280 (an object with function sections of a
/// large program has them) come from section 0 and SHT_SYMTAB_SHNDX. Relocations are read for loaded sections only: debug information is
/// most of an object and says nothing about linking.
/// </summary>
internal sealed class ElfReader
{
    private readonly ElfBytes _bytes;
    private readonly string _file;
    private readonly ushort _machine;
    private List<ElfSectionHeader> _headers = [];
    private ElfSection[] _sections = [];
    private ElfSymbol[] _symbols = [];

    public ElfReader(ReadOnlyMemory<byte> bytes, string file)
    {
        _file = file;
        ReadOnlySpan<byte> start = bytes.Span;
        if (start.Length < 20 || !start.StartsWith("\x7f"u8) || !start[1..].StartsWith("ELF"u8))
        {
            throw new LtoParException(file, "verify reads ELF objects only");
        }

        if (start[4] is not (1 or 2) || start[5] is not (1 or 2))
        {
            throw new LtoParException(file, "is not a well-formed ELF object: unknown class or byte order");
        }

        _bytes = new ElfBytes(bytes, file, start[4] == 2, start[5] == 1);
        if (_bytes.Half(16) != ElfConstants.EtRel)
        {
            throw new LtoParException(file, "is a linked ELF file; verify reads relocatable objects");
        }

        _machine = _bytes.Half(18);
        if (_machine == ElfConstants.EmMips && _bytes.Is64)
        {
            throw new LtoParException(file, "verify does not read relocations of 64-bit MIPS");
        }
    }

    public ElfObject Read()
    {
        ReadSections();
        ReadSymbols();
        List<ElfGroup> groups = ReadGroups();
        ReadRelocations();
        return new ElfObject(_file, _machine, _bytes.Is64, _bytes.IsLittle, _sections, _symbols, groups);
    }

    private void ReadSections()
    {
        ulong table = _bytes.Is64 ? _bytes.Long(40) : _bytes.Word(32);
        ulong tail = _bytes.Is64 ? 58ul : 46ul;
        ulong entry = _bytes.Half(tail);
        ulong count = _bytes.Half(tail + 2);
        uint names = _bytes.Half(tail + 4);
        ulong expected = _bytes.Is64 ? 64ul : 40ul;
        if (table == 0)
        {
            throw _bytes.Malformed("it has no section headers");
        }

        if (entry != expected)
        {
            throw _bytes.Malformed($"section headers of {entry} bytes");
        }

        ElfSectionHeader first = ReadHeader(table);
        count = count == 0 ? first.Size : count;
        names = names == ElfConstants.ShnXindex ? first.Link : names;
        // The whole table is checked at once, so that a count of 2^60 allocates nothing.
        _bytes.Slice(table, count <= int.MaxValue ? count * entry : ulong.MaxValue, "the section header table");
        for (ulong i = 0; i < count; i++)
        {
            _headers.Add(ReadHeader(table + (i * entry)));
        }

        ReadOnlyMemory<byte> text = Contents(_headers[(int)Index(names, "the section name table")], "the section name table");
        _sections = new ElfSection[_headers.Count];
        for (int i = 0; i < _sections.Length; i++)
        {
            string name = i == 0 ? "" : _bytes.Text(text, _headers[i].Name);
            _sections[i] = new ElfSection(i, name, _headers[i], i == 0 ? default : Contents(_headers[i], $"section '{name}'"));
        }
    }

    private ElfSectionHeader ReadHeader(ulong at) => _bytes.Is64
        ? new ElfSectionHeader(
            _bytes.Word(at), _bytes.Word(at + 4), _bytes.Long(at + 8), _bytes.Long(at + 24), _bytes.Long(at + 32), _bytes.Word(at + 40),
            _bytes.Word(at + 44), _bytes.Long(at + 48), _bytes.Long(at + 56))
        : new ElfSectionHeader(
            _bytes.Word(at), _bytes.Word(at + 4), _bytes.Word(at + 8), _bytes.Word(at + 16), _bytes.Word(at + 20), _bytes.Word(at + 24),
            _bytes.Word(at + 28), _bytes.Word(at + 32), _bytes.Word(at + 36));

    private ReadOnlyMemory<byte> Contents(ElfSectionHeader header, string what) =>
        header.Type == ElfConstants.ShtNobits ? default : _bytes.Slice(header.Offset, header.Size, what);

    private void ReadSymbols()
    {
        int table = Array.FindIndex(_sections, s => s.Type == ElfConstants.ShtSymtab);
        if (table < 0)
        {
            return;
        }

        if (Array.FindLastIndex(_sections, s => s.Type == ElfConstants.ShtSymtab) != table)
        {
            throw _bytes.Malformed("it has two symbol tables");
        }

        ElfSectionHeader header = _headers[table];
        ulong entry = _bytes.Is64 ? 24ul : 16ul;
        if (header.EntrySize != entry || header.Size % entry != 0)
        {
            throw _bytes.Malformed($"a symbol table with entries of {header.EntrySize} bytes");
        }

        ReadOnlyMemory<byte> names = _sections[Index(header.Link, "the symbol name table")].Bytes;
        int extended = Array.FindIndex(_sections, s => s.Type == ElfConstants.ShtSymtabShndx && s.Link == table);
        _symbols = new ElfSymbol[header.Size / entry];
        for (int i = 0; i < _symbols.Length; i++)
        {
            _symbols[i] = ReadSymbol(i, header.Offset + ((ulong)i * entry), names, extended);
        }
    }

    private ElfSymbol ReadSymbol(int index, ulong at, ReadOnlyMemory<byte> names, int extended)
    {
        string name = _bytes.Text(names, _bytes.Word(at));
        ulong tail = _bytes.Is64 ? at + 4 : at + 12;
        byte info = _bytes.Byte(tail);
        byte other = _bytes.Byte(tail + 1);
        int section = _bytes.Half(tail + 2);
        (ulong value, ulong size) = _bytes.Is64 ? (_bytes.Long(at + 8), _bytes.Long(at + 16)) : (_bytes.Word(at + 4), _bytes.Word(at + 8));
        int place = section switch
        {
            ElfConstants.ShnAbs => ElfSymbol.Absolute,
            ElfConstants.ShnCommon => ElfSymbol.Common,
            ElfConstants.ShnXindex when extended >= 0 => Extended(extended, index),
            >= ElfConstants.ShnLoreserve => throw _bytes.Malformed($"symbol '{name}' is in reserved section {section}"),
            _ => section,
        };
        if (place >= _sections.Length)
        {
            throw _bytes.Malformed($"symbol '{name}' is in section {place} of {_sections.Length}");
        }

        return new ElfSymbol(index, name, (ElfBinding)(info >> 4), (ElfSymbolType)(info & 15), (ElfVisibility)(other & 3), place, value, size);
    }

    private int Extended(int table, int symbol)
    {
        ulong offset = (ulong)symbol * 4;
        return offset + 4 <= _headers[table].Size
            ? (int)Index(_bytes.Word(_headers[table].Offset + offset), "an extended section number")
            : throw _bytes.Malformed("the table of extended section numbers is short");
    }

    private List<ElfGroup> ReadGroups()
    {
        List<ElfGroup> groups = [];
        for (int i = 1; i < _sections.Length; i++)
        {
            if (_sections[i].Type != ElfConstants.ShtGroup)
            {
                continue;
            }

            ElfSectionHeader header = _headers[i];
            if (header.Size < 4 || header.Size % 4 != 0)
            {
                throw _bytes.Malformed($"a section group of {header.Size} bytes");
            }

            ElfSymbol signature = Symbol(header.Info, "a group's signature");
            string name = signature.Type == ElfSymbolType.Section ? _sections[Math.Max(0, signature.Section)].Name : signature.Name;
            List<int> members = [];
            for (ulong at = 4; at < header.Size; at += 4)
            {
                members.Add((int)Index(_bytes.Word(header.Offset + at), "a group's member"));
            }

            ElfGroup group = new(name, (_bytes.Word(header.Offset) & 1) != 0, members);
            groups.Add(group);
            foreach (int member in members)
            {
                _sections[member].Group = _sections[member].Group is null
                    ? group
                    : throw _bytes.Malformed($"section '{_sections[member].Name}' is in two groups");
            }
        }

        return groups;
    }

    private void ReadRelocations()
    {
        for (int i = 1; i < _sections.Length; i++)
        {
            ElfSectionHeader header = _headers[i];
            if (header.Type is not (ElfConstants.ShtRel or ElfConstants.ShtRela or ElfConstants.ShtCrel))
            {
                continue;
            }

            ElfSection target = _sections[Index(header.Info, "the section that relocations are for")];
            if (!target.IsAllocated)
            {
                continue;
            }

            if (header.Type == ElfConstants.ShtCrel)
            {
                throw new LtoParException(_file, "verify does not read compressed relocations (SHT_CREL)");
            }

            target.Relocations = target.Relocations.Count == 0
                ? ReadRelocations(header, target)
                : throw _bytes.Malformed($"section '{target.Name}' has two relocation sections");
        }
    }

    private ElfRelocation[] ReadRelocations(ElfSectionHeader header, ElfSection target)
    {
        bool hasAddend = header.Type == ElfConstants.ShtRela;
        ulong word = _bytes.Is64 ? 8ul : 4ul;
        ulong entry = hasAddend ? 3 * word : 2 * word;
        if (header.EntrySize != entry || header.Size % entry != 0)
        {
            throw _bytes.Malformed($"relocations of {header.EntrySize} bytes");
        }

        ElfRelocation[] relocations = new ElfRelocation[header.Size / entry];
        for (int i = 0; i < relocations.Length; i++)
        {
            ulong at = header.Offset + ((ulong)i * entry);
            ulong info = _bytes.Address(at + word);
            ulong symbol = _bytes.Is64 ? info >> 32 : info >> 8;
            uint type = _bytes.Is64 ? (uint)info : (uint)info & 0xff;
            long addend = !hasAddend ? 0 : _bytes.Is64 ? (long)_bytes.Long(at + 16) : (int)_bytes.Word(at + 8);
            relocations[i] = new ElfRelocation(_bytes.Address(at), Symbol((uint)symbol, "a relocation's symbol").Index, type, addend, hasAddend);
            if (relocations[i].Offset > target.Size)
            {
                throw _bytes.Malformed($"a relocation lies outside section '{target.Name}'");
            }
        }

        // Stable: several relocations at one place (RISC-V) keep their order.
        return [.. relocations.OrderBy(r => r.Offset)];
    }

    private ElfSymbol Symbol(uint index, string what) =>
        index < (uint)_symbols.Length ? _symbols[index] : throw _bytes.Malformed($"{what} is number {index} of {_symbols.Length} symbols");

    private uint Index(uint section, string what) =>
        section < (uint)_headers.Count ? section : throw _bytes.Malformed($"{what} is section {section} of {_headers.Count}");
}
