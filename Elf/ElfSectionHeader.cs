namespace LtoPar.Elf;

/// <summary>A section header as it stands in the file, widened to 64 bits.</summary>
internal readonly record struct ElfSectionHeader(
    uint Name, uint Type, ulong Flags, ulong Offset, ulong Size, uint Link, uint Info, ulong Alignment, ulong EntrySize)
{
    /// <summary>Where it is loaded; 0 in a relocatable object.</summary>
    public ulong Address { get; init; }
}
