using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>
/// GCC's balanced map: the functions in module order, cut into stretches of about equal size. From seven eighths of the target on, the step at
/// which the least weight crosses the border is remembered; past nine eighths (or a bound) the stretch is ended there. The target is computed
/// again after each stretch. Linear in atoms and edges.
/// </summary>
internal static class BalancedCut
{
    /// <returns>Indexed by atom: the first atom of its stretch (data atoms: themselves).</returns>
    public static int[] Run(AtomGraph atoms, Bounds bounds)
    {
        int[] order = [.. Enumerable.Range(0, atoms.Count).Where(a => !atoms.IsData(a))];
        int[] pieceOf = [.. Enumerable.Range(0, atoms.Count)];
        Incoming incoming = new(atoms);
        long left = order.Sum(a => atoms.Instructions[a]);
        long functionsLeft = order.Length;
        for (int start = 0; start < order.Length;)
        {
            long wanted = Math.Max(
                Math.Max((left + bounds.MaxSize - 1) / bounds.MaxSize, (functionsLeft + bounds.MaxFunctions - 1) / bounds.MaxFunctions), 1);
            int end = EndOfStretch(atoms, incoming, order, start, left / wanted, bounds);
            for (int i = start; i < end; i++)
            {
                pieceOf[order[i]] = order[start];
                left -= atoms.Instructions[order[i]];
                functionsLeft -= atoms.Functions[order[i]];
            }

            start = end;
        }

        return pieceOf;
    }

    private static int EndOfStretch(AtomGraph atoms, Incoming incoming, int[] order, int start, long target, Bounds bounds)
    {
        HashSet<int> inside = [];
        long crossing = 0;
        long functions = 0;
        long size = 0;
        int best = start + 1;
        long bestCrossing = long.MaxValue;
        for (int i = start; i < order.Length; i++)
        {
            int atom = order[i];
            functions += atoms.Functions[atom];
            size += atoms.Instructions[atom];
            if (i > start && (!bounds.Hold(functions, size) || size > target * 9 / 8))
            {
                return best;
            }

            inside.Add(atom);
            foreach (CallEdge edge in atoms.Row(atom))
            {
                crossing += inside.Contains(edge.Target) ? -Capped(edge.Weight) : Capped(edge.Weight);
            }

            foreach ((int source, ulong weight) in incoming.Of(atom))
            {
                crossing += inside.Contains(source) ? -Capped(weight) : Capped(weight);
            }

            if (size < target * 7 / 8 || crossing <= bestCrossing)
            {
                best = i + 1;
                bestCrossing = size < target * 7 / 8 ? long.MaxValue : crossing;
            }
        }

        return order.Length;
    }

    private static long Capped(ulong weight) => (long)Math.Min(weight, 1UL << 40);
}
