using LtoPar.Platform;

namespace LtoPar.Elf;

/// <summary>
/// Parses one relocatable object, 32 or 64 bits, either byte order. Section numbers beyond 65,280 (an object with function sections of a
/// large program has them) come from section 0 and SHT_SYMTAB_SHNDX. Relocations are read for loaded sections only: debug information is
/// most of an object and says nothing about linking.
/// </summary>
internal sealed class ElfReader
{
    private readonly ElfTables _tables;
    private readonly ElfBytes _bytes;
    private readonly string _file;
    private ElfSymbol[] _symbols = [];

    public ElfReader(ReadOnlyMemory<byte> bytes, string file)
    {
        _file = file;
        if (!ElfTables.AreIn(bytes))
        {
            throw new LtoParException(file, "verify reads ELF objects only");
        }

        _tables = ElfTables.Read(bytes, file);
        _bytes = _tables.Bytes;
        if (_tables.FileType != ElfConstants.EtRel)
        {
            throw new LtoParException(file, "is a linked ELF file; verify reads relocatable objects");
        }

        if (_tables.Machine == ElfConstants.EmMips && _bytes.Is64)
        {
            throw new LtoParException(file, "verify does not read relocations of 64-bit MIPS");
        }
    }

    public ElfObject Read()
    {
        _symbols = _tables.ReadSymbols(ElfConstants.ShtSymtab);
        List<ElfGroup> groups = ReadGroups();
        ReadRelocations();
        return new ElfObject(_file, _tables.Machine, _bytes.Is64, _bytes.IsLittle, _tables.Sections, _symbols, groups);
    }

    private List<ElfGroup> ReadGroups()
    {
        List<ElfGroup> groups = [];
        for (int i = 1; i < _tables.Sections.Length; i++)
        {
            if (_tables.Sections[i].Type != ElfConstants.ShtGroup)
            {
                continue;
            }

            ElfSectionHeader header = _tables.Headers[i];
            if (header.Size < 4 || header.Size % 4 != 0)
            {
                throw _bytes.Malformed($"a section group of {header.Size} bytes");
            }

            ElfSymbol signature = Symbol(header.Info, "a group's signature");
            string name = signature.Type == ElfSymbolType.Section ? _tables.Sections[Math.Max(0, signature.Section)].Name : signature.Name;
            List<int> members = [];
            for (ulong at = 4; at < header.Size; at += 4)
            {
                members.Add((int)_tables.Index(_bytes.Word(header.Offset + at), "a group's member"));
            }

            ElfGroup group = new(name, (_bytes.Word(header.Offset) & 1) != 0, members);
            groups.Add(group);
            foreach (int member in members)
            {
                _tables.Sections[member].Group = _tables.Sections[member].Group is null
                    ? group
                    : throw _bytes.Malformed($"section '{_tables.Sections[member].Name}' is in two groups");
            }
        }

        return groups;
    }

    private void ReadRelocations()
    {
        for (int i = 1; i < _tables.Sections.Length; i++)
        {
            ElfSectionHeader header = _tables.Headers[i];
            if (header.Type is not (ElfConstants.ShtRel or ElfConstants.ShtRela or ElfConstants.ShtCrel))
            {
                continue;
            }

            ElfSection target = _tables.Sections[_tables.Index(header.Info, "the section that relocations are for")];
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
}
