namespace LtoPar.CallGraph.Reader;

/// <summary>
/// Finds the definitions that globaldce takes out of the whole module: those that no code outside may refer to and no remaining definition uses.
/// They are to have no partition, because a partition cannot tell: what dead code uses elsewhere would be promoted for its sake and be kept, with
/// all that it refers to, undefined symbols among them. llc keeps dead code; LLVM's LTO does not.
///
/// More may be alive here than LLVM keeps, but no user of another partition's symbols: an alias is alive with its target, and in the same partition.
/// </summary>
internal static class DeadSymbols
{
    public static void Mark(SymbolTable table, IReadOnlyList<CallEdge> edges, IReadOnlyList<Tie> ties)
    {
        (int[] start, int[] uses, int[] targets) = Uses(table.Count, edges, ties);
        bool[] isAlive = new bool[table.Count];
        Stack<int> open = new();
        for (int symbol = 0; symbol < table.Count; symbol++)
        {
            if (table.NeedsPartition(symbol) && IsKept(table, symbol))
            {
                isAlive[symbol] = true;
                open.Push(symbol);
            }
        }

        while (open.TryPop(out int symbol))
        {
            foreach (int use in uses.AsSpan(start[symbol]..start[symbol + 1]))
            {
                int target = targets[use];
                if (!isAlive[target])
                {
                    isAlive[target] = true;
                    open.Push(target);
                }
            }
        }

        for (int symbol = 0; symbol < table.Count; symbol++)
        {
            if (table.NeedsPartition(symbol) && !isAlive[symbol])
            {
                table.Flags[symbol] |= SymbolFlags.Dead;
            }
        }
    }

    /// <summary>globaldce takes constructors that do nothing out of llvm.global_ctors, where it sees them.</summary>
    public static void TieEmptyConstructors(SymbolTable table, IReadOnlyList<CallEdge> edges, List<Tie> ties)
    {
        foreach (CallEdge edge in edges)
        {
            if (table.Has(edge.Source, SymbolFlags.StructorArray) && table.Names[edge.Source] == "llvm.global_ctors" && table.Instructions(edge.Target) == 1)
            {
                ties.Add(Tie.Of(edge.Source, edge.Target, TieReason.StructorEmpty));
            }
        }
    }

    private static bool IsKept(SymbolTable table, int symbol) =>
        !table.Linkage[symbol].IsDiscardable() || table.HasAny(symbol, SymbolFlags.Used | SymbolFlags.CompilerUsed | SymbolFlags.SpelledByCodegen);

    /// <summary>
    /// What is alive if a symbol is: rows of uses, and each use's target. LLVM and linkers keep the members of a comdat together; other objects may
    /// count on the aliases in one.
    /// </summary>
    private static (int[] Start, int[] Uses, int[] Targets) Uses(int symbols, IReadOnlyList<CallEdge> edges, IReadOnlyList<Tie> ties)
    {
        Tie[] together = [.. ties.Where(t => t.Reason is TieReason.Comdat or TieReason.Alias)];
        int[] sources = new int[edges.Count + (2 * together.Length)];
        int[] targets = new int[sources.Length];
        int count = 0;
        foreach (CallEdge edge in edges)
        {
            Add(edge.Source, edge.Target);
        }

        foreach (Tie tie in together)
        {
            Add(tie.First, tie.Second);
            Add(tie.Second, tie.First);
        }

        (int[] start, int[] uses) = CompressedRows.Invert(sources, symbols);
        return (start, uses, targets);

        void Add(int source, int target)
        {
            sources[count] = source;
            targets[count++] = target;
        }
    }
}
