namespace LtoPar.CallGraph;

/// <summary>
/// The partition of all symbols into must-stay-together groups: the transitive closure of the ties (union-find with path halving). A symbol
/// without ties is a group of its own. A group is named by its lowest ordinal.
/// </summary>
public sealed class SymbolGroups
{
    private readonly int[] _leader;

    public SymbolGroups(int symbolCount, IReadOnlyList<Tie> ties)
    {
        int[] parent = new int[symbolCount];
        for (int i = 0; i < symbolCount; i++)
        {
            parent[i] = i;
        }

        foreach (Tie tie in ties)
        {
            int a = UnionFind.Find(parent, tie.First);
            int b = UnionFind.Find(parent, tie.Second);
            // The lowest ordinal leads, whatever the order of the ties.
            if (a < b)
            {
                parent[b] = a;
            }
            else
            {
                parent[a] = b;
            }
        }

        _leader = parent;
        for (int i = 0; i < symbolCount; i++)
        {
            _leader[i] = UnionFind.Find(parent, i);
        }
    }

    /// <summary>The lowest ordinal of the symbol's group.</summary>
    public int LeaderOf(int symbol) => _leader[symbol];

    public ReadOnlySpan<int> Leaders => _leader;
}
