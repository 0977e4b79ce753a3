namespace LtoPar.Elf;

/// <summary>Where bitcode lies in what a linker calls a file.</summary>
/// <param name="Offset">From the file's (or member's) start, bytes.</param>
/// <param name="Size">Bytes.</param>
public readonly record struct BitcodeRange(long Offset, long Size);
