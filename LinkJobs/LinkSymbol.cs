namespace LtoPar.LinkJobs;

/// <summary>A symbol of a bitcode file and what the linker decided of it.</summary>
/// <param name="NameBytes">As the object file spells it; not every name is UTF-8.</param>
/// <param name="Resolution">What the linker decided.</param>
public readonly record struct LinkSymbol(byte[] NameBytes, SymbolResolution Resolution);
