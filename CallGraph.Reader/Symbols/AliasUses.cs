namespace LtoPar.CallGraph.Reader.Symbols;

/// <summary>
/// Decides what a user of an alias refers to. A partition that only declares an alias takes it for a symbol of its own: LLVM would assume that it
/// is never equal to what it stands for, fold comparisons of the two, and move loads of one over stores to the other. So
///   - where nothing can replace the alias or what it stands for (<see cref="SymbolFlags.SeenThrough"/>), its users are users of the latter,
///     as LLVM's own globalopt has it;
///   - the users of any other alias of a variable stay with it;
///   - any other alias of a function is declared extern_weak elsewhere, whose address LLVM compares with nothing (Backend/Carving/AliasSurgery.cs).
/// </summary>
internal static class AliasUses
{
    public static void Resolve(SymbolTable table, List<CallEdge> edges, List<Tie> ties)
    {
        if (table.AliasCount == 0)
        {
            return;
        }

        ILookup<int, int> aliasees = edges.Where(e => table.KindOf(e.Source) == SymbolKind.Alias).ToLookup(e => e.Source, e => e.Target);
        Dictionary<(int Source, int Target, EdgeKind Kind), int> resolved = [];
        edges.RemoveAll(edge =>
        {
            if (table.KindOf(edge.Target) != SymbolKind.Alias || table.KindOf(edge.Source) == SymbolKind.Alias)
            {
                return false;
            }

            int[] stand = [.. StandsFor(edge.Target, aliasees)];
            if (!table.Has(edge.Target, SymbolFlags.SeenThrough))
            {
                if (stand.Any(s => table.KindOf(s) == SymbolKind.Variable))
                {
                    ties.Add(Tie.Of(edge.Source, edge.Target, TieReason.Alias));
                    // Nor is its name to reach another partition through a constant's value.
                    table.Flags[edge.Source] |= SymbolFlags.PinnedInitializer;
                }

                return false;
            }

            foreach (int symbol in stand)
            {
                EdgeKind kind = table.KindOf(symbol) == SymbolKind.Variable ? EdgeKind.Reference : edge.Kind;
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(resolved, (edge.Source, symbol, kind), out _) += edge.Count;
            }

            return true;
        });
        if (resolved.Count == 0)
        {
            return;
        }

        for (int i = 0; i < edges.Count; i++)
        {
            CallEdge edge = edges[i];
            if (resolved.Remove((edge.Source, edge.Target, edge.Kind), out int count))
            {
                edges[i] = edge with { Count = edge.Count + count, Weight = edge.Weight + (ulong)count };
            }
        }

        edges.AddRange(resolved.Select(r => new CallEdge(r.Key.Source, r.Key.Target, r.Key.Kind, r.Value, (ulong)r.Value)));
    }

    /// <summary>The symbol at the end of a chain of aliases.</summary>
    private static IEnumerable<int> StandsFor(int alias, ILookup<int, int> aliasees) =>
        aliasees[alias].SelectMany(target => aliasees.Contains(target) ? StandsFor(target, aliasees) : [target]);
}
