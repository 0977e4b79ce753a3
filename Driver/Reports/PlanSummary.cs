using LtoPar.CallGraph;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports;

/// <summary>The figures of a plan that every format of the dump shows.</summary>
internal sealed class PlanSummary
{
    private readonly long[] _cutOut;
    private readonly long[] _cutIn;

    public PlanSummary(SymbolPlan plan)
    {
        int count = plan.Partitions.Partitions.Count;
        _cutOut = new long[count];
        _cutIn = new long[count];
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

                TotalWeight += edge.Weight;
                if (from == to)
                {
                    continue;
                }

                CutEdges++;
                CutWeight += edge.Weight;
                _cutOut[from]++;
                _cutIn[to]++;
                (long edges, ulong weight) = crossing.GetValueOrDefault((from, to));
                crossing[(from, to)] = (edges + 1, weight + edge.Weight);
            }
        }

        Crossing = crossing;
        Promoted = plan.Promotion.Count(p => p is Promotion.Renamed or Promotion.Aliased);
        Cloned = Enumerable.Range(0, count).Sum(p => plan.UsesOf(p).Count(u => u.Kind == UseKind.Clone));
        Copied = Enumerable.Range(0, count).Sum(p => plan.UsesOf(p).Count(u => u.Kind == UseKind.Copy));
    }

    public long CutEdges { get; }

    public ulong CutWeight { get; }

    public ulong TotalWeight { get; }

    /// <summary>Share of the call weight that crosses partitions, 0 to 1.</summary>
    public double CutShare => TotalWeight == 0 ? 0 : (double)CutWeight / TotalWeight;

    public int Promoted { get; }

    public int Cloned { get; }

    public int Copied { get; }

    public SortedDictionary<(int From, int To), (long Edges, ulong Weight)> Crossing { get; }

    public long CutOut(int partition) => _cutOut[partition];

    public long CutIn(int partition) => _cutIn[partition];
}
