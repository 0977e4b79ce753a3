namespace LtoPar.Elf;

/// <summary>A symbol that an object without code has: a reference, or a common.</summary>
/// <param name="Name">The name as the symbol table spells it.</param>
/// <param name="Type">Thread-local symbols must say so; other references need not say anything.</param>
/// <param name="CommonSize">Bytes of a common; 0 for a reference.</param>
/// <param name="CommonAlignment">Bytes, of a common.</param>
public readonly record struct SymbolEntry(byte[] Name, ElfBinding Binding, ElfSymbolType Type, ElfVisibility Visibility, uint CommonSize, uint CommonAlignment);
