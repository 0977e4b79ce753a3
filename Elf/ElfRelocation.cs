namespace LtoPar.Elf;

/// <summary>One relocation of a section.</summary>
/// <param name="Offset">Where in the section.</param>
/// <param name="Symbol">Index in the symbol table; 0 for none.</param>
/// <param name="Addend">For SHT_REL, where the addend is part of the section's bytes, 0.</param>
/// <param name="HasAddend">SHT_RELA.</param>
public readonly record struct ElfRelocation(ulong Offset, int Symbol, uint Type, long Addend, bool HasAddend);
