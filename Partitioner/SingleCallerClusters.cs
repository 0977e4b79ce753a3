using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>
/// Keeps local functions with a single caller (<see cref="SingleCallers"/>) beside it where inlining is still to come: cut off from it, such a
/// function stays a function of its own. The largest that still fit come last, so that many small ones go with their callers rather than one large
/// one. A cluster may exceed the bound by a quarter.
/// </summary>
internal static class SingleCallerClusters
{
    private const int GrowthDenominator = 4;

    /// <param name="leaders">Indexed by symbol: the lowest ordinal of the group or cluster that it is in already.</param>
    /// <returns>The same with the clusters joined.</returns>
    public static int[] Join(ProgramGraph graph, ReadOnlySpan<int> leaders, Bounds bounds)
    {
        SymbolTable symbols = graph.Symbols;
        int[] parent = leaders.ToArray();
        long[] instructions = new long[parent.Length];
        int[] functions = new int[parent.Length];
        for (int symbol = 0; symbol < symbols.FunctionCount; symbol++)
        {
            if (symbols.NeedsPartition(symbol))
            {
                instructions[parent[symbol]] += symbols.Instructions(symbol);
                functions[parent[symbol]]++;
            }
        }

        int[] callerOf = SingleCallers.Find(graph);
        int[] callees = [.. Enumerable.Range(0, callerOf.Length).Where(symbol => callerOf[symbol] >= 0)];
        Array.Sort(callees, (a, b) => (symbols.Instructions(a), symbols.NameHash(a), a).CompareTo((symbols.Instructions(b), symbols.NameHash(b), b)));
        foreach (int callee in callees)
        {
            int a = UnionFind.Find(parent, callee);
            int b = UnionFind.Find(parent, callerOf[callee]);
            if (a == b || !MayExceed(bounds, functions[a] + functions[b], instructions[a] + instructions[b]))
            {
                continue;
            }

            (int low, int high) = a < b ? (a, b) : (b, a);
            parent[high] = low;
            instructions[low] += instructions[high];
            functions[low] += functions[high];
        }

        for (int symbol = 0; symbol < parent.Length; symbol++)
        {
            parent[symbol] = UnionFind.Find(parent, symbol);
        }

        return parent;
    }

    /// <summary>Whether a partition that exceeds the bounds does so by no more than a cluster may.</summary>
    public static bool MayExceed(Bounds bounds, long functions, long instructions) =>
        functions <= bounds.MaxFunctions + ((long)bounds.MaxFunctions / GrowthDenominator)
        && instructions <= (bounds.MaxSize > long.MaxValue / 2 ? long.MaxValue : bounds.MaxSize + (bounds.MaxSize / GrowthDenominator));
}
