using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>
/// With a profile, keeps together the functions that call each other most, before the cut. A depth-first tree alone cannot do it: it has one parent
/// for each function, the first it met, and a hot helper with many callers may be below some cold one (sqlite: three quarters of the calls made
/// at run time crossed partitions).
///
/// The weights are those of LLVM's pass cg-profile. Of the call edges that carry 99.5 % of the weight, those come first that gain most for the room they
/// take: weight over the square root of the smaller end's size (weight alone lets a large callee fill a cluster before its small helpers, weight
/// over size puts small ones above hot ones; 0.084 of a profiled sqlite's call weight crosses partitions, 0.102 and 0.106 with the other two). The
/// groups at both ends of an edge become one cluster if that is within the bounds. A function that is beyond the bounds by itself (an interpreter's
/// loop) may still take its helpers in, up to a quarter of its own size: its calls are the hottest of all, and the quarter adds little to a
/// partition that nothing can make small.
///
/// Without a profile the weights are numbers of call sites, which say little about hot calls, and there are no clusters.
/// </summary>
internal static class HotClusters
{
    /// <summary>The edges looked at carry this share of all call weight, in thousandths; the rest is noise that would move boundaries.</summary>
    private const ulong Share = 995;
    private const int GrowthDenominator = 4;

    /// <returns>Indexed by symbol: the lowest ordinal of its cluster.</returns>
    public static int[] Leaders(ProgramGraph graph, Bounds bounds)
    {
        int[] parent = graph.Groups.Leaders.ToArray();
        Cluster[] clusters = Sizes(graph);
        foreach (CallEdge edge in ByGain(graph, clusters))
        {
            int a = UnionFind.Find(parent, edge.Source);
            int b = UnionFind.Find(parent, edge.Target);
            if (a == b || clusters[a].Functions == 0 || clusters[b].Functions == 0)
            {
                continue;
            }

            Cluster both = clusters[a].With(clusters[b]);
            if (both.IsWithin(bounds))
            {
                (int low, int high) = a < b ? (a, b) : (b, a);
                parent[high] = low;
                clusters[low] = both;
            }
        }

        for (int symbol = 0; symbol < parent.Length; symbol++)
        {
            parent[symbol] = UnionFind.Find(parent, symbol);
        }

        return parent;
    }

    /// <summary>Whether a partition may be beyond the bounds because its largest group is.</summary>
    public static bool MayExceed(Bounds bounds, long functions, long instructions, long largestGroup) =>
        new Cluster(functions, instructions, largestGroup).IsWithin(bounds);

    private static Cluster[] Sizes(ProgramGraph graph)
    {
        Cluster[] sizes = new Cluster[graph.SymbolCount];
        for (int symbol = 0; symbol < graph.Symbols.FunctionCount; symbol++)
        {
            if (graph.Symbols.NeedsPartition(symbol))
            {
                ref Cluster group = ref sizes[graph.Groups.LeaderOf(symbol)];
                long instructions = group.Instructions + graph.Symbols.Instructions(symbol);
                group = new Cluster(group.Functions + 1, instructions, instructions);
            }
        }

        return sizes;
    }

    private static List<CallEdge> ByGain(ProgramGraph graph, Cluster[] groups) =>
        [.. Hottest(graph).OrderByDescending(e => Gain(e, graph, groups)).ThenBy(e => Key(graph, e))];

    private static List<CallEdge> Hottest(ProgramGraph graph)
    {
        List<CallEdge> calls = [];
        UInt128 total = 0;
        for (int symbol = 0; symbol < graph.SymbolCount; symbol++)
        {
            foreach (CallEdge edge in graph.EdgesOf(symbol))
            {
                if (edge.Kind == EdgeKind.Call && edge.Source != edge.Target)
                {
                    calls.Add(edge);
                    total += edge.Weight;
                }
            }
        }

        // Ties by name, so that they do not depend on where in the module a name stands.
        calls.Sort((a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : Key(graph, a).CompareTo(Key(graph, b)));
        UInt128 seen = 0;
        int count = calls.FindIndex(edge => (seen += edge.Weight) * 1000 >= total * Share);
        return count < 0 ? calls : calls[..(count + 1)];
    }

    private static double Gain(in CallEdge edge, ProgramGraph graph, Cluster[] groups)
    {
        long smaller = Math.Min(groups[graph.Groups.LeaderOf(edge.Source)].Instructions, groups[graph.Groups.LeaderOf(edge.Target)].Instructions);
        return edge.Weight / Math.Sqrt(Math.Max(1, smaller));
    }

    private static (ulong, ulong, int, int) Key(ProgramGraph graph, CallEdge edge) =>
        (graph.Symbols.NameHash(edge.Source), graph.Symbols.NameHash(edge.Target), edge.Source, edge.Target);

    private readonly record struct Cluster(long Functions, long Instructions, long LargestGroup)
    {
        public Cluster With(Cluster other) =>
            new(Functions + other.Functions, Instructions + other.Instructions, Math.Max(LargestGroup, other.LargestGroup));

        public bool IsWithin(Bounds bounds) =>
            Functions <= bounds.MaxFunctions && Instructions <= Math.Max(bounds.MaxSize, LargestGroup + LargestGroup / GrowthDenominator);
    }
}
