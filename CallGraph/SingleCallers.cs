namespace LtoPar.CallGraph;

/// <summary>
/// Finds the local functions that one call in one function is the only use of. LLVM inlines such a function whatever its size, because nothing
/// of it is left: where the call is copied to another partition, or cut off, that is no longer so.
/// </summary>
public static class SingleCallers
{
    /// <returns>Indexed by symbol: the function with the only call, or -1.</returns>
    public static int[] Find(ProgramGraph graph)
    {
        const int Unused = -1;
        const int Shared = -2;
        SymbolTable symbols = graph.Symbols;
        int[] callerOf = new int[graph.SymbolCount];
        Array.Fill(callerOf, Unused);
        for (int source = 0; source < graph.SymbolCount; source++)
        {
            foreach (CallEdge edge in graph.EdgesOf(source))
            {
                bool isOnly = callerOf[edge.Target] == Unused && edge is { Kind: EdgeKind.Call, Count: 1 } && edge.Target != source;
                callerOf[edge.Target] = isOnly ? source : Shared;
            }
        }

        for (int symbol = 0; symbol < callerOf.Length; symbol++)
        {
            bool mayGo = symbols.IsFunction(symbol) && symbols.NeedsPartition(symbol) && symbols.Linkage[symbol].IsLocal()
                && !symbols.HasAny(
                    symbol, SymbolFlags.Used | SymbolFlags.CompilerUsed | SymbolFlags.NamedByAsm | SymbolFlags.SpelledByCodegen | SymbolFlags.NeverInlined);
            callerOf[symbol] = mayGo && callerOf[symbol] >= 0 ? callerOf[symbol] : Unused;
        }

        return callerOf;
    }
}
