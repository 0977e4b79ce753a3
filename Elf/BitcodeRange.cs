namespace LtoPar.Plugin.Claiming;

/// <summary>Where the bitcode lies in what the linker calls a file.</summary>
/// <param name="Offset">From the file's (or member's) start, bytes.</param>
/// <param name="Size">Bytes.</param>
internal readonly record struct BitcodeRange(long Offset, long Size);
