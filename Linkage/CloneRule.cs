using LtoPar.CallGraph;

namespace LtoPar.Linkage;

/// <summary>
/// Decides which definitions may be shown to other partitions by value. Passes fold loads from constants, so a partition that only has a
/// declaration gets worse code than the whole module would. The value must be the one the program runs with (not interposable, not
/// externally initialised) and must mean the same in another object (no blockaddress, no symbol difference).
/// </summary>
internal static class CloneRule
{
    public static bool IsClonable(SymbolTable symbols, int symbol, long maxCloneSize, Rules rules) =>
        symbols.KindOf(symbol) == SymbolKind.Variable
        && symbols.Has(symbol, SymbolFlags.Definition | SymbolFlags.Constant)
        && !symbols.HasAny(
            symbol,
            SymbolFlags.ThreadLocal | SymbolFlags.ExternallyInitialized | SymbolFlags.PinnedInitializer | SymbolFlags.MetadataArray
            | SymbolFlags.StructorArray)
        && (!symbols.Linkage[symbol].IsInterposable() || !rules.HasFlag(Rules.InterposableValue))
        && symbols.Linkage[symbol] is not SymbolLinkage.Appending
        && symbols.Size[symbol] <= maxCloneSize;
}
