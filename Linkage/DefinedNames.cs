using LtoPar.CallGraph;
using LtoPar.Partitioner;

namespace LtoPar.Linkage;

/// <summary>
/// The names that a partition's object defines for others whatever passes do: definitions that may not go, and what is promoted. An object that comes from
/// elsewhere is judged by them. Left out is what code generation may spell otherwise, or put in no object: thread-locals (emulated ones have another name),
/// versions behind '@', variables with sections of their own, and names that are no text.
/// </summary>
public static class DefinedNames
{
    /// <returns>As an object's symbol table spells them, in the order of the symbols.</returns>
    public static IReadOnlyList<string> Of(SymbolPlan plan, int partition) =>
    [
        .. plan.Partitions.Partitions[partition].Symbols
            .Where(symbol => MustBeThere(plan, symbol))
            .Select(symbol => plan.Names[symbol].TrimStart('\u0001'))
            .Where(IsPlain),
    ];

    private static bool MustBeThere(SymbolPlan plan, int symbol)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        return !symbols.HasAny(symbol, SymbolFlags.ThreadLocal | SymbolFlags.MetadataArray | SymbolFlags.StructorArray)
            && (symbols.IsFunction(symbol) || !symbols.Has(symbol, SymbolFlags.HasSection))
            && (plan.IsPromoted(symbol)
                || plan.Linkage[symbol] is SymbolLinkage.External or SymbolLinkage.WeakAny or SymbolLinkage.WeakOdr or SymbolLinkage.Common);
    }

    private static bool IsPlain(string name) =>
        name.Length > 0 && !name.StartsWith("llvm.", StringComparison.Ordinal) && name.All(c => c is > ' ' and < '\u007f' and not '@');
}
