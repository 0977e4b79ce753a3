namespace LtoPar.Bitcode;

/// <summary>The size of a module, as far as its blocks and records say without LLVM: the cost of reading it, known before it is read.</summary>
/// <param name="symbols">The number of functions, variables, aliases and ifuncs.</param>
/// <param name="bodies">Bytes of bitcode of each function body; the k-th is that of the k-th function that is not just declared.</param>
/// <param name="metadataBytes">Bytes of bitcode of the metadata that is no function's own.</param>
public sealed class ModuleExtent(int symbols, int[] bodies, long metadataBytes)
{
    public int Symbols => symbols;

    public ReadOnlySpan<int> Bodies => bodies;

    public long BodyBytes { get; } = bodies.Sum(b => (long)b);

    public long MetadataBytes => metadataBytes;

    /// <summary>The debug information that is read apart; null: the module has no debug information, or it is read with all else.</summary>
    public DebugExtent? Debug { get; private init; }

    /// <summary>Estimates the extent without debug information: two thirds of a body are debug information.</summary>
    public ModuleExtent WithoutDebugInfo() => new(symbols, [.. bodies.Select(b => b / 3)], 0) { Debug = new DebugExtent(metadataBytes, BodyBytes) };
}
