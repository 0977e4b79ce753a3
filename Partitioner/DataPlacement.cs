using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>
/// Puts data where it is used. A variable that only one partition uses stays local there, which alias analysis profits from; one that several
/// use goes to the one with most references (the lowest on a tie).
///
/// Data that only data uses follows it: users are placed first (reverse postorder over the data's references to data; a cycle is entered at
/// its lowest ordinal). What nothing that is placed uses stays where it is.
/// </summary>
internal static class DataPlacement
{
    /// <param name="partitionOf">Indexed by symbol: where it is now, -1 where it needs no partition. Changed in place.</param>
    /// <param name="partitions">The number of partitions.</param>
    /// <param name="unitOf">Indexed by symbol: the unit it moves with, numbered by lowest ordinal; -1 for what does not move.</param>
    /// <param name="units">The number of units.</param>
    public static void Place(ProgramGraph graph, int[] partitionOf, int partitions, int[] unitOf, int units)
    {
        (int[] memberStart, int[] members) = CompressedRows.Invert(unitOf, units);
        (int[] userStart, (int User, int Count)[] users) = Users(graph, unitOf, units);
        bool[] isPlaced = new bool[units];
        long[] votes = new long[partitions];
        List<int> voted = [];
        foreach (int unit in UsersFirst(graph, unitOf, memberStart, members))
        {
            for (int i = userStart[unit]; i < userStart[unit + 1]; i++)
            {
                (int user, int count) = users[i];
                int partition = partitionOf[user];
                if (partition >= 0 && (unitOf[user] < 0 || isPlaced[unitOf[user]]))
                {
                    if (votes[partition] == 0)
                    {
                        voted.Add(partition);
                    }

                    votes[partition] += count;
                }
            }

            isPlaced[unit] = true;
            if (voted.Count == 0)
            {
                continue;
            }

            int best = voted[0];
            foreach (int partition in voted)
            {
                best = votes[partition] > votes[best] || (votes[partition] == votes[best] && partition < best) ? partition : best;
            }

            for (int i = memberStart[unit]; i < memberStart[unit + 1]; i++)
            {
                partitionOf[members[i]] = best;
            }

            foreach (int partition in voted)
            {
                votes[partition] = 0;
            }

            voted.Clear();
        }
    }

    /// <summary>The symbols outside that refer to a unit, by unit.</summary>
    private static (int[] Start, (int User, int Count)[] Users) Users(ProgramGraph graph, int[] unitOf, int units)
    {
        int[] start = new int[units + 1];
        for (int symbol = 0; symbol < unitOf.Length; symbol++)
        {
            foreach (CallEdge edge in graph.EdgesOf(symbol))
            {
                if (unitOf[edge.Target] is var unit && unit >= 0 && unit != unitOf[symbol])
                {
                    start[unit + 1]++;
                }
            }
        }

        CompressedRows.SumUp(start);
        int[] next = start.AsSpan(0, units).ToArray();
        (int, int)[] users = new (int, int)[start[units]];
        for (int symbol = 0; symbol < unitOf.Length; symbol++)
        {
            foreach (CallEdge edge in graph.EdgesOf(symbol))
            {
                if (unitOf[edge.Target] is var unit && unit >= 0 && unit != unitOf[symbol])
                {
                    users[next[unit]++] = (symbol, edge.Count);
                }
            }
        }

        return (start, users);
    }

    private static int[] UsersFirst(ProgramGraph graph, int[] unitOf, int[] memberStart, int[] members)
    {
        int units = memberStart.Length - 1;
        int[] order = new int[units];
        int free = units;
        bool[] isMet = new bool[units];
        Stack<(int Unit, int Member, int Edge)> open = new();
        for (int root = 0; root < units; root++)
        {
            if (!isMet[root])
            {
                isMet[root] = true;
                open.Push((root, memberStart[root], 0));
            }

            while (open.TryPop(out (int Unit, int Member, int Edge) at))
            {
                if (at.Member == memberStart[at.Unit + 1])
                {
                    order[--free] = at.Unit;
                    continue;
                }

                ReadOnlySpan<CallEdge> row = graph.EdgesOf(members[at.Member]);
                if (at.Edge == row.Length)
                {
                    open.Push((at.Unit, at.Member + 1, 0));
                    continue;
                }

                open.Push((at.Unit, at.Member, at.Edge + 1));
                int used = unitOf[row[at.Edge].Target];
                if (used >= 0 && !isMet[used])
                {
                    isMet[used] = true;
                    open.Push((used, memberStart[used], 0));
                }
            }
        }

        return order;
    }
}
