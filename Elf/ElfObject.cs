namespace LtoPar.Elf;

/// <summary>
/// A relocatable ELF object: sections, symbols, relocations of what is loaded, groups. Read strictly: what does not fit the file, or a table
/// that points outside another, is an error.
/// </summary>
public sealed class ElfObject
{
    internal ElfObject(
        string file, ushort machine, bool is64, bool isLittle, IReadOnlyList<ElfSection> sections, IReadOnlyList<ElfSymbol> symbols,
        IReadOnlyList<ElfGroup> groups)
    {
        File = file;
        Machine = machine;
        Is64 = is64;
        IsLittle = isLittle;
        Sections = sections;
        Symbols = symbols;
        Groups = groups;
    }

    /// <summary>The name that messages give it.</summary>
    public string File { get; }

    /// <summary>EM_*.</summary>
    public ushort Machine { get; }

    public bool Is64 { get; }

    /// <summary>Little-endian.</summary>
    public bool IsLittle { get; }

    /// <summary>The sections by index; the first is the null section.</summary>
    public IReadOnlyList<ElfSection> Sections { get; }

    /// <summary>The symbols by index; the first is the null symbol. The list is empty for an object without a symbol table.</summary>
    public IReadOnlyList<ElfSymbol> Symbols { get; }

    /// <summary>The groups in the order of the file.</summary>
    public IReadOnlyList<ElfGroup> Groups { get; }

    /// <exception cref="LtoParException">It is no ELF object, or a malformed one.</exception>
    public static ElfObject Read(ReadOnlyMemory<byte> bytes, string file) => new ElfReader(bytes, file).Read();

    /// <summary>Null for an undefined, absolute or common symbol.</summary>
    public ElfSection? SectionOf(ElfSymbol symbol) => symbol.Section > 0 ? Sections[symbol.Section] : null;
}
