using LtoPar.CallGraph;
using LtoPar.Linkage;

namespace LtoPar.Driver.Reports;

/// <summary>The figures of a plan that every format of the dump shows.</summary>
internal sealed class PlanSummary
{
    private readonly long[] _cutOut;
    private readonly long[] _cutIn;
    private readonly ulong[] _weightOut;
    private readonly ulong[] _weightIn;
    private readonly ILookup<int, Tie> _ties;
    private readonly ILookup<int, AsmTie> _asmTies;

    public PlanSummary(SymbolPlan plan)
    {
        int count = plan.Partitions.Partitions.Count;
        _cutOut = new long[count];
        _cutIn = new long[count];
        _weightOut = new ulong[count];
        _weightIn = new ulong[count];
        ReadOnlySpan<int> partitionOf = plan.Partitions.PartitionOf;
        SortedDictionary<(int From, int To), (long Edges, ulong Weight)> crossing = [];
        for (int symbol = 0; symbol < plan.Graph.SymbolCount; symbol++)
        {
            foreach (CallEdge edge in plan.Graph.EdgesOf(symbol))
            {
                int from = partitionOf[symbol];
                int to = partitionOf[edge.Target];
                if (from < 0 || to < 0 || edge.Kind != EdgeKind.Call)
                {
                    continue;
                }

                CallEdges++;
                TotalWeight += edge.Weight;
                if (from == to)
                {
                    continue;
                }

                CutEdges++;
                CutWeight += edge.Weight;
                _cutOut[from]++;
                _cutIn[to]++;
                _weightOut[from] += edge.Weight;
                _weightIn[to] += edge.Weight;
                (long edges, ulong weight) = crossing.GetValueOrDefault((from, to));
                crossing[(from, to)] = (edges + 1, weight + edge.Weight);
            }
        }

        Crossing = crossing;
        int[] owner = partitionOf.ToArray();
        // Ties of asm are said with their reasons where those are known; the ties themselves are a chain.
        bool isSaid = plan.Graph.AsmTies.Count > 0;
        _ties = plan.Graph.Ties.Where(t => t.Reason != TieReason.Asm || !isSaid).ToLookup(t => owner[t.First]);
        _asmTies = plan.Graph.AsmTies.ToLookup(t => owner[t.Symbol]);
        Promoted = plan.PromotionMap().Count();
        Cloned = Enumerable.Range(0, count).Sum(p => plan.UsesOf(p).Count(u => u.Kind == UseKind.Clone));
        Copied = Enumerable.Range(0, count).Sum(p => plan.UsesOf(p).Count(u => u.Kind == UseKind.Copy));
        Imported = Enumerable.Range(0, count).Sum(p => plan.ImportsOf(p).Count);
        ImportedInstructions = Enumerable.Range(0, count).Sum(p => plan.ImportsOf(p).Sum(i => plan.Graph.Symbols.Instructions(i.Function)));
    }

    /// <summary>All call edges between definitions.</summary>
    public long CallEdges { get; }

    public long CutEdges { get; }

    public ulong CutWeight { get; }

    public ulong TotalWeight { get; }

    /// <summary>Share of the call weight that crosses partitions, 0 to 1.</summary>
    public double CutShare => TotalWeight == 0 ? 0 : (double)CutWeight / TotalWeight;

    public int Promoted { get; }

    public int Cloned { get; }

    public int Copied { get; }

    /// <summary>Bodies that partitions see of other partitions' functions, each as often as there are such partitions.</summary>
    public int Imported { get; }

    public long ImportedInstructions { get; }

    public SortedDictionary<(int From, int To), (long Edges, ulong Weight)> Crossing { get; }

    public long CutOut(int partition) => _cutOut[partition];

    public long CutIn(int partition) => _cutIn[partition];

    public ulong WeightOut(int partition) => _weightOut[partition];

    public ulong WeightIn(int partition) => _weightIn[partition];

    /// <summary>Why symbols of this partition are together, sorted.</summary>
    public IEnumerable<Tie> TiesOf(int partition) => _ties[partition];

    /// <summary>The symbols that assembly ties together here, sorted.</summary>
    public IEnumerable<AsmTie> AsmTiesOf(int partition) => _asmTies[partition];
}
