using LtoPar.CallGraph;

namespace LtoPar.Partitioner.Atoms;

/// <summary>
/// Sums symbol edges to atom edges, row by row: a row's targets are found through one dense array of slots, so ten million edges need no sort
/// longer than a row.
/// </summary>
internal static class AtomRows
{
    /// <returns>Row starts (length atoms + 1) and the edges; the edges' array may be longer than they are.</returns>
    public static (int[] Start, CallEdge[] Edges) Build(ProgramGraph graph, int[] atomOf, ulong[] nameHash)
    {
        int count = nameHash.Length;
        int[] target = new int[atomOf.Length];
        for (int symbol = 0; symbol < target.Length; symbol++)
        {
            target[symbol] = graph.Symbols.Floats(symbol) ? AtomGraph.None : atomOf[symbol];
        }

        (int[] memberStart, int[] members) = CompressedRows.Invert(atomOf, count);
        CallEdge[] edges = new CallEdge[UpperBound(graph, atomOf, target)];
        int[] start = new int[count + 1];
        int[] slot = new int[count];
        Array.Fill(slot, -1);
        Comparison<CallEdge> order = (a, b) => Compare(a, b, nameHash);
        int used = 0;
        for (int atom = 0; atom < count; atom++)
        {
            start[atom] = used;
            for (int i = memberStart[atom]; i < memberStart[atom + 1]; i++)
            {
                foreach (CallEdge edge in graph.EdgesOf(members[i]))
                {
                    int to = target[edge.Target];
                    if (to == AtomGraph.None || to == atom)
                    {
                        continue;
                    }

                    if (slot[to] < 0)
                    {
                        slot[to] = used;
                        edges[used++] = new CallEdge(atom, to, edge.Kind, edge.Count, edge.Weight);
                    }
                    else
                    {
                        ref CallEdge sum = ref edges[slot[to]];
                        // A pair with any call is a call.
                        EdgeKind kind = edge.Kind < sum.Kind ? edge.Kind : sum.Kind;
                        sum = new CallEdge(atom, to, kind, sum.Count + edge.Count, Weights.Add(sum.Weight, edge.Weight));
                    }
                }
            }

            Span<CallEdge> row = edges.AsSpan(start[atom], used - start[atom]);
            foreach (CallEdge edge in row)
            {
                slot[edge.Target] = -1;
            }

            row.Sort(order);
        }

        start[count] = used;
        return (start, edges);
    }

    /// <summary>The edges that join two atoms, parallel ones counted apart.</summary>
    private static int UpperBound(ProgramGraph graph, int[] source, int[] target)
    {
        int bound = 0;
        for (int symbol = 0; symbol < source.Length; symbol++)
        {
            if (source[symbol] == AtomGraph.None)
            {
                continue;
            }

            foreach (CallEdge edge in graph.EdgesOf(symbol))
            {
                bound += target[edge.Target] != AtomGraph.None && target[edge.Target] != source[symbol] ? 1 : 0;
            }
        }

        return bound;
    }

    private static int Compare(CallEdge a, CallEdge b, ulong[] nameHash)
    {
        if (a.Weight != b.Weight)
        {
            return a.Weight > b.Weight ? -1 : 1;
        }

        if (a.Kind != b.Kind)
        {
            return a.Kind < b.Kind ? -1 : 1;
        }

        int byHash = nameHash[a.Target].CompareTo(nameHash[b.Target]);
        return byHash != 0 ? byHash : a.Target.CompareTo(b.Target);
    }
}
