namespace LtoPar.LinkJobs;

/// <summary>A symbol of a bitcode file and what the linker decided of it.</summary>
/// <param name="NameBytes">The name as the object file spells it; not every name is UTF-8.</param>
/// <param name="Resolution">The linker's decision.</param>
public readonly record struct LinkSymbol(byte[] NameBytes, SymbolResolution Resolution);
