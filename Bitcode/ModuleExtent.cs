namespace LtoPar.Bitcode;

/// <summary>How large a module is, as far as its blocks and records say without LLVM: what reading it costs, known before it is read.</summary>
/// <param name="symbols">Functions, variables, aliases and ifuncs.</param>
/// <param name="bodies">Bytes of bitcode of each function body; the k-th is that of the k-th function that is not just declared.</param>
/// <param name="metadataBytes">Bytes of bitcode of the metadata that is no function's own.</param>
public sealed class ModuleExtent(int symbols, int[] bodies, long metadataBytes)
{
    public int Symbols => symbols;

    public ReadOnlySpan<int> Bodies => bodies;

    public long BodyBytes { get; } = bodies.Sum(b => (long)b);

    public long MetadataBytes => metadataBytes;

    /// <summary>Null: it has no debug information, or that is read with all else.</summary>
    public DebugExtent? Debug { get; private init; }

    /// <summary>Two thirds of a body are debug information.</summary>
    public ModuleExtent WithoutDebugInfo() => new(symbols, [.. bodies.Select(b => b / 3)], 0) { Debug = new DebugExtent(metadataBytes, BodyBytes) };
}
