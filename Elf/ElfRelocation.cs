namespace LtoPar.Elf;

/// <summary>One relocation of a section.</summary>
/// <param name="Offset">The offset in the section.</param>
/// <param name="Symbol">Index in the symbol table; 0: the relocation has no symbol.</param>
/// <param name="Addend">The addend; 0 for SHT_REL, where it is part of the section's bytes.</param>
/// <param name="HasAddend">SHT_RELA.</param>
public readonly record struct ElfRelocation(ulong Offset, int Symbol, uint Type, long Addend, bool HasAddend);
