using LtoPar.CallGraph;

namespace LtoPar.TestSupport;

/// <summary>The parts of a <see cref="ProgramGraph"/>, kept apart so that a test can change one thing and build again.</summary>
public sealed record ProgramParts(
    SymbolTable Symbols, IReadOnlyList<CallEdge> Edges, IReadOnlyList<Tie> Ties, IReadOnlyList<int> ModuleAsmSymbols, bool IsProfiled = false)
{
    public ProgramGraph Build() => new(RandomPrograms.Facts, Symbols, Edges, Ties, ModuleAsmSymbols) { HasProfile = IsProfiled };

    /// <summary>The same program, its edges, ties and asm symbols listed in another order.</summary>
    public ProgramParts Shuffled(Random random)
    {
        CallEdge[] edges = [.. Edges];
        Tie[] ties = [.. Ties];
        int[] asm = [.. ModuleAsmSymbols];
        random.Shuffle(edges);
        random.Shuffle(ties);
        random.Shuffle(asm);
        return this with { Edges = edges, Ties = ties, ModuleAsmSymbols = asm };
    }

    /// <summary>The same program with one symbol of another size.</summary>
    public ProgramParts Resized(int symbol, long size)
    {
        SymbolTable copy = new(Symbols.FunctionCount, Symbols.VariableCount, Symbols.AliasCount, Symbols.IFuncCount);
        Symbols.Names.CopyTo(copy.Names, 0);
        Symbols.Linkage.CopyTo(copy.Linkage, 0);
        Symbols.Visibility.CopyTo(copy.Visibility, 0);
        Symbols.Flags.CopyTo(copy.Flags, 0);
        Symbols.Size.CopyTo(copy.Size, 0);
        copy.Size[symbol] = size;
        return this with { Symbols = copy };
    }
}
