using LtoPar.CallGraph;
using LtoPar.Partitioner.Atoms;

namespace LtoPar.Partitioner;

/// <summary>
/// GCC's balanced map: the functions in module order, cut into stretches of about equal size. From seven eighths of the target on, the step at
/// which the least weight crosses the border is remembered; past nine eighths (or a bound) the stretch is ended there. The target is computed
/// again after each stretch. Linear in atoms and edges.
///
/// Edges to data count for nothing here: data follows its users afterwards, so it is on neither side of a border yet. What nothing uses is in
/// the last stretch, as in GCC.
/// </summary>
internal static class BalancedCut
{
    /// <returns>Indexed by atom: the first atom of its stretch.</returns>
    public static int[] Run(AtomGraph atoms, Bounds bounds)
    {
        // Functions have the lowest ordinals, so the atoms that hold any come first.
        int count = 0;
        long left = 0;
        long functionsLeft = 0;
        while (count < atoms.Count && atoms.Functions[count] > 0)
        {
            left += atoms.Instructions[count];
            functionsLeft += atoms.Functions[count];
            count++;
        }

        int[] pieceOf = new int[atoms.Count];
        Incoming incoming = new(atoms);
        int last = 0;
        for (int start = 0; start < count;)
        {
            long target = left / Math.Max(bounds.PartitionsFor(functionsLeft, left), 1);
            int end = EndOfStretch(atoms, incoming, start, count, target, bounds);
            for (int atom = start; atom < end; atom++)
            {
                pieceOf[atom] = start;
                left -= atoms.Instructions[atom];
                functionsLeft -= atoms.Functions[atom];
            }

            last = start;
            start = end;
        }

        pieceOf.AsSpan(count).Fill(last);
        return pieceOf;
    }

    private static int EndOfStretch(AtomGraph atoms, Incoming incoming, int start, int count, long target, Bounds bounds)
    {
        long low = target - (target / 8);
        long high = target + Math.Min(target / 8, long.MaxValue - target);
        long crossing = 0;
        long functions = 0;
        long size = 0;
        int best = start + 1;
        long bestCrossing = long.MaxValue;
        for (int atom = start; atom < count; atom++)
        {
            functions += atoms.Functions[atom];
            size += atoms.Instructions[atom];
            if (atom > start && (!bounds.Allow(functions, size) || size > high))
            {
                return best;
            }

            foreach (CallEdge edge in atoms.Row(atom))
            {
                crossing += Crossing(edge.Target, atom, edge.Weight);
            }

            foreach ((int source, ulong weight) in incoming.Of(atom))
            {
                crossing += Crossing(source, atom, weight);
            }

            if (size < low || crossing <= bestCrossing)
            {
                best = atom + 1;
                bestCrossing = size < low ? long.MaxValue : crossing;
            }
        }

        return count;

        // An edge begins to cross when its first end comes in, and ends to when the second does.
        long Crossing(int other, int atom, ulong weight) =>
            other >= count ? 0 : other >= start && other < atom ? -Capped(weight) : Capped(weight);
    }

    private static long Capped(ulong weight) => (long)Math.Min(weight, 1UL << 32);
}
