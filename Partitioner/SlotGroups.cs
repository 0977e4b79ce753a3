using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>
/// Slots are emitted alone: one partition has all of them and nothing else, so that a changed value is a changed partition without code. Names of a slot
/// (aliases) go with it. A slot that has to stay with code or with other data cannot be alone, which is an error and never a silent recompilation.
/// </summary>
public static class SlotGroups
{
    /// <returns>Indexed by symbol: its group has slots and nothing but slots and their aliases.</returns>
    internal static bool[] Of(ProgramGraph graph)
    {
        SymbolTable symbols = graph.Symbols;
        bool[] hasSlot = new bool[symbols.Count];
        bool[] hasOther = new bool[symbols.Count];
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            int leader = graph.Groups.LeaderOf(symbol);
            hasSlot[leader] |= symbols.Has(symbol, SymbolFlags.Slot);
            hasOther[leader] |= IsOther(symbols, symbol);
        }

        bool[] isSlot = new bool[symbols.Count];
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            int leader = graph.Groups.LeaderOf(symbol);
            isSlot[symbol] = hasSlot[leader] && !hasOther[leader] && symbols.NeedsPartition(symbol);
        }

        return isSlot;
    }

    /// <summary>
    /// Puts slots into a partition behind all others, so that neither they nor what their values name decide anything about those. Constants that float and are
    /// named by slots alone (the text that a pointer points to) are a part of their values, and go with them.
    /// </summary>
    /// <param name="isSlot">As <see cref="Of"/> says.</param>
    /// <param name="partitionOf">Indexed by symbol: where all others are; -1 for slots. Changed in place.</param>
    /// <param name="isCut">The program may have more than one partition.</param>
    internal static void Place(ProgramGraph graph, bool[] isSlot, int[] partitionOf, bool isCut, ref int count)
    {
        if (!Array.Exists(isSlot, s => s))
        {
            return;
        }

        bool[] isPart = isCut ? PartsOfValues(graph, isSlot) : new bool[isSlot.Length];
        bool isAlone = isCut && Enumerable.Range(0, partitionOf.Length).Any(symbol => partitionOf[symbol] >= 0 && !isPart[symbol]);
        int place = isAlone ? count : 0;
        count = place + 1;
        for (int symbol = 0; symbol < partitionOf.Length; symbol++)
        {
            partitionOf[symbol] = isSlot[symbol] || isPart[symbol] ? place : partitionOf[symbol];
        }
    }

    private static bool[] PartsOfValues(ProgramGraph graph, bool[] isSlot)
    {
        SymbolTable symbols = graph.Symbols;
        bool[] isPart = new bool[symbols.Count];
        bool[] isUsedElsewhere = new bool[symbols.Count];
        int[] groupSize = new int[symbols.Count];
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            groupSize[graph.Groups.LeaderOf(symbol)]++;
            foreach (CallEdge edge in graph.EdgesOf(symbol))
            {
                (isSlot[symbol] ? isPart : isUsedElsewhere)[edge.Target] = true;
            }
        }

        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            isPart[symbol] &= !isUsedElsewhere[symbol] && groupSize[graph.Groups.LeaderOf(symbol)] == 1
                && symbols.NeedsPartition(symbol) && symbols.Floats(symbol);
        }

        return isPart;
    }

    /// <returns>What keeps the first slot that cannot be alone with something else; null: all of them can.</returns>
    public static string? Problem(ProgramGraph graph)
    {
        SymbolTable symbols = graph.Symbols;
        int[] other = new int[symbols.Count];
        Array.Fill(other, -1);
        for (int symbol = symbols.Count - 1; symbol >= 0; symbol--)
        {
            ref int first = ref other[graph.Groups.LeaderOf(symbol)];
            first = IsOther(symbols, symbol) ? symbol : first;
        }

        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            if (symbols.Has(symbol, SymbolFlags.Slot) && other[graph.Groups.LeaderOf(symbol)] is var tied and >= 0)
            {
                IEnumerable<TieReason> reasons = graph.Ties
                    .Where(t => graph.Groups.LeaderOf(t.First) == graph.Groups.LeaderOf(symbol)).Select(t => t.Reason).Distinct().Order();
                return $"slot '{symbols.Names[symbol]}' cannot be alone: it has to stay with {SymbolText.Describe(symbols, tied)} "
                    + $"({string.Join(", ", reasons.Select(PlanNotes.Name))}); make that a slot too, or let this be none";
            }
        }

        return null;
    }

    private static bool IsOther(SymbolTable symbols, int symbol) =>
        symbols.NeedsPartition(symbol) && !symbols.Has(symbol, SymbolFlags.Slot) && symbols.KindOf(symbol) != SymbolKind.Alias;
}
