namespace LtoPar.CallGraph;

/// <summary>The walk of union-find to a set's representative, with path halving. Who represents a set is the caller's: it writes the parents.</summary>
public static class UnionFind
{
    /// <param name="parent">Indexed by element; a representative is its own parent.</param>
    public static int Find(int[] parent, int x)
    {
        while (parent[x] != x)
        {
            parent[x] = parent[parent[x]];
            x = parent[x];
        }

        return x;
    }
}
