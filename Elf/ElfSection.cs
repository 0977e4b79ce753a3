namespace LtoPar.Elf;

/// <summary>One section header and what belongs to it.</summary>
public sealed class ElfSection
{
    internal ElfSection(int index, string name, ElfSectionHeader header, ReadOnlyMemory<byte> bytes)
    {
        Index = index;
        Name = name;
        Type = header.Type;
        Flags = header.Flags;
        Size = header.Size;
        Offset = header.Offset;
        Alignment = header.Alignment;
        EntrySize = header.EntrySize;
        Link = (int)header.Link;
        Bytes = bytes;
    }

    public int Index { get; }

    public string Name { get; }

    /// <summary>SHT_*.</summary>
    public uint Type { get; }

    /// <summary>SHF_*.</summary>
    public ulong Flags { get; }

    /// <summary>Bytes in memory.</summary>
    public ulong Size { get; }

    /// <summary>The offset of its contents in the file, in bytes.</summary>
    internal ulong Offset { get; }

    public ulong Alignment { get; }

    public ulong EntrySize { get; }

    /// <summary>sh_link; with SHF_LINK_ORDER the section this one follows.</summary>
    public int Link { get; }

    /// <summary>Empty for SHT_NOBITS.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The group that the section is in; null when it is in no group.</summary>
    public ElfGroup? Group { get; internal set; }

    /// <summary>Sorted by offset.</summary>
    public IReadOnlyList<ElfRelocation> Relocations { get; internal set; } = [];

    public bool Has(ulong flags) => (Flags & flags) == flags;

    public bool IsAllocated => Has(ElfConstants.ShfAlloc);
}
