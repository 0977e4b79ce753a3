using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>
/// Puts data where it is used. A variable that only one partition uses stays local there, which alias analysis profits from; one that several
/// use goes to the one with most references (the lowest on a tie). Data that only data uses follows it, in waves; what nobody uses goes to
/// the first partition.
/// </summary>
internal static class DataPlacement
{
    /// <param name="partitionOf">Indexed by symbol; -1 where a symbol is not placed yet.</param>
    /// <param name="units">What is to be placed: lists of symbols that stay together, in the order in which ties between waves are broken.</param>
    public static void Place(ProgramGraph graph, int[] partitionOf, IReadOnlyList<int[]> units)
    {
        List<(int Source, int Count)>[] users = Users(graph, units);
        List<int> open = [.. Enumerable.Range(0, units.Count)];
        while (open.Count > 0)
        {
            List<(int Unit, int Partition)> decided = [];
            foreach (int unit in open)
            {
                if (Favourite(users[unit], partitionOf) is var partition && partition >= 0)
                {
                    decided.Add((unit, partition));
                }
            }

            if (decided.Count == 0)
            {
                // Used by nothing that is placed: roots of their own (or a cycle of data, which one of them opens). What they use follows.
                decided.AddRange(open.Where(unit => users[unit].Count == 0).Select(unit => (unit, 0)));
                if (decided.Count == 0)
                {
                    decided.Add((open[0], 0));
                }
            }

            foreach ((int unit, int partition) in decided)
            {
                foreach (int symbol in units[unit])
                {
                    partitionOf[symbol] = partition;
                }
            }

            HashSet<int> done = [.. decided.Select(d => d.Unit)];
            open.RemoveAll(done.Contains);
        }
    }

    private static int Favourite(List<(int Source, int Count)> users, int[] partitionOf)
    {
        SortedDictionary<int, long> votes = [];
        foreach ((int source, int count) in users)
        {
            if (partitionOf[source] is var partition && partition >= 0)
            {
                votes[partition] = votes.GetValueOrDefault(partition) + count;
            }
        }

        int best = -1;
        foreach ((int partition, long count) in votes)
        {
            if (best < 0 || count > votes[best])
            {
                best = partition;
            }
        }

        return best;
    }

    private static List<(int Source, int Count)>[] Users(ProgramGraph graph, IReadOnlyList<int[]> units)
    {
        int[] unitOf = new int[graph.SymbolCount];
        Array.Fill(unitOf, -1);
        List<(int, int)>[] users = new List<(int, int)>[units.Count];
        for (int unit = 0; unit < units.Count; unit++)
        {
            users[unit] = [];
            foreach (int symbol in units[unit])
            {
                unitOf[symbol] = unit;
            }
        }

        for (int symbol = 0; symbol < graph.SymbolCount; symbol++)
        {
            foreach (CallEdge edge in graph.EdgesOf(symbol))
            {
                if (unitOf[edge.Target] is var unit && unit >= 0)
                {
                    users[unit].Add((symbol, edge.Count));
                }
            }
        }

        return users;
    }
}
