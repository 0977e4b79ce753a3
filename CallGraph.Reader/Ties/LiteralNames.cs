namespace LtoPar.CallGraph.Reader.Ties;

/// <summary>
/// LLVM has "\01name" and "name" as two symbols, the assembler has one. A declaration spelled one way reaches a static spelled the other, in
/// the object of the static alone: the users of the declaration stay with it, and it keeps its spelling.
/// </summary>
internal static class LiteralNames
{
    private const char Mark = '\u0001';

    public static bool AreIn(SymbolTable table) => Array.Exists(table.Names, n => n.StartsWith(Mark));

    /// <param name="table">Gets NamedByAsm set on statics that declarations reach.</param>
    /// <param name="edges">All edges, those to declarations included.</param>
    /// <param name="ties">Receives the ties.</param>
    public static void Tie(SymbolTable table, IReadOnlyList<CallEdge> edges, List<Tie> ties)
    {
        Dictionary<string, int> statics = new(StringComparer.Ordinal);
        for (int symbol = 0; symbol < table.Count; symbol++)
        {
            if (table.Linkage[symbol] == SymbolLinkage.Internal && table.Names[symbol].Length > 0)
            {
                statics.TryAdd(table.Names[symbol].TrimStart(Mark), symbol);
            }
        }

        foreach (CallEdge edge in edges)
        {
            if (!table.Has(edge.Target, SymbolFlags.Definition) && statics.TryGetValue(table.Names[edge.Target].TrimStart(Mark), out int symbol))
            {
                table.Flags[symbol] |= SymbolFlags.NamedByAsm;
                if (edge.Source != symbol)
                {
                    ties.Add(CallGraph.Tie.Of(edge.Source, symbol, TieReason.LiteralName));
                }
            }
        }
    }
}
