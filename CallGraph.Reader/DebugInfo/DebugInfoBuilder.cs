namespace LtoPar.CallGraph.Reader.DebugInfo;

/// <summary>Puts the shares' debug information together.</summary>
internal static class DebugInfoBuilder
{
    /// <param name="shares">The first is the one that also read the module-level records.</param>
    public static DebugInfoGraph Build(IReadOnlyList<DebugInfoShare> shares, int symbols)
    {
        DebugTypeTable types = new(shares.SelectMany(s => s.TypeOf).OfType<(string, string)>());
        int nodes = shares.Sum(s => s.Arcs.Count);
        int[] firstArc = new int[nodes + 1];
        int[] typeOf = new int[nodes];
        int[] unitOf = new int[nodes];
        List<int> arcs = [];
        int[][] roots = new int[symbols][];
        Array.Fill(roots, []);
        SubprogramName?[] subprograms = new SubprogramName?[symbols];
        int at = 0;
        foreach (DebugInfoShare share in shares)
        {
            int start = at;
            for (int node = 0; node < share.Arcs.Count; node++, at++)
            {
                firstArc[at] = arcs.Count;
                arcs.AddRange(share.Arcs[node].Select(target => start + target));
                typeOf[at] = share.TypeOf[node] is var (key, _) ? types.NumberOf(key) : -1;
                unitOf[at] = share.UnitOf[node];
            }

            foreach ((int symbol, int[] ids) in share.Roots)
            {
                roots[symbol] = [.. ids.Select(id => start + id)];
            }

            share.Subprograms.ForEach(s => subprograms[s.Symbol] = s.Name);
        }

        firstArc[nodes] = arcs.Count;
        return new DebugInfoGraph(
            firstArc, [.. arcs], typeOf, unitOf, types.Names, types.IsAmbiguous, roots, shares[0].UnitRoots)
        { Subprograms = subprograms };
    }
}
