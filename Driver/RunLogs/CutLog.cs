using LtoPar.CallGraph;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Reports.LogFile;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Driver.RunLogs;

/// <summary>The part of a log that is about cut edges.</summary>
internal static class CutLog
{
    private const int Shown = 50;

    public static LogCut Of(SymbolPlan plan, PlanSummary summary)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        int[] owner = plan.Partitions.PartitionOf.ToArray();
        // The lightest of those that are kept so far comes out first; of equals the last one.
        PriorityQueue<CallEdge, (ulong Weight, int Source, int Target)> kept = new();
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            foreach (CallEdge edge in plan.Graph.EdgesOf(symbol))
            {
                if (edge.Kind == EdgeKind.Call && owner[symbol] >= 0 && owner[edge.Target] >= 0 && owner[symbol] != owner[edge.Target])
                {
                    kept.Enqueue(edge, (edge.Weight, -edge.Source, -edge.Target));
                    if (kept.Count > Shown)
                    {
                        kept.Dequeue();
                    }
                }
            }
        }

        return new LogCut(
            summary.CallEdges,
            summary.CutEdges,
            summary.TotalWeight,
            summary.CutWeight,
            summary.Crossing.Count,
            [.. summary.Crossing.OrderByDescending(c => c.Value.Weight).ThenBy(c => c.Key).Take(Shown).Select(c => new LogPair(
                SymbolText.PartitionName(c.Key.From), SymbolText.PartitionName(c.Key.To), c.Value.Edges, c.Value.Weight))],
            [.. kept.UnorderedItems.Select(k => k.Element).OrderByDescending(e => e.Weight).ThenBy(e => e.Source).ThenBy(e => e.Target).Select(e => new LogEdge(
                SymbolText.Name(symbols, e.Source),
                SymbolText.Name(symbols, e.Target),
                SymbolText.PartitionName(owner[e.Source]),
                SymbolText.PartitionName(owner[e.Target]),
                e.Count,
                e.Weight))]);
    }
}
