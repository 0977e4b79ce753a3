namespace LtoPar.Plugin.Claiming;

/// <summary>The place of the bitcode in an input file of the linker's.</summary>
/// <param name="Offset">The distance from the file's (or member's) start in bytes.</param>
/// <param name="Size">Bytes.</param>
internal readonly record struct BitcodeRange(long Offset, long Size);
