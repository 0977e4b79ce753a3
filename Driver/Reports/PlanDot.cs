using System.Globalization;
using LtoPar.CallGraph;
using LtoPar.Linkage;
using LtoPar.Partitioner;
using QuikGraph;
using QuikGraph.Graphviz;

namespace LtoPar.Driver.Reports;

/// <summary>The partitions as a graph for Graphviz: a box each, an arrow for the calls that cross.</summary>
internal static class PlanDot
{
    /// <param name="only">One partition, shown with those it calls and is called from; null: all.</param>
    public static string Print(SymbolPlan plan, int? only)
    {
        PlanSummary summary = new(plan);
        AdjacencyGraph<int, CallEdge> graph = new();
        KeyValuePair<(int From, int To), (long Edges, ulong Weight)>[] crossing = [.. summary.Crossing.Where(c => only is null || c.Key.From == only || c.Key.To == only)];
        graph.AddVertexRange(plan.Partitions.Partitions.Select(p => p.Id)
            .Where(p => only is null || p == only || crossing.Any(c => c.Key.From == p || c.Key.To == p)));
        graph.AddEdgeRange(crossing.Select(c => new CallEdge(c.Key.From, c.Key.To, EdgeKind.Call, (int)Math.Min(c.Value.Edges, int.MaxValue), c.Value.Weight)));
        GraphvizAlgorithm<int, CallEdge> graphviz = new(graph);
        graphviz.FormatVertex += (_, args) =>
        {
            Partition partition = plan.Partitions.Partitions[args.Vertex];
            args.VertexFormat.Label = string.Create(
                CultureInfo.InvariantCulture, $"{SymbolText.PartitionName(partition.Id)}: {partition.Functions} functions, {partition.Instructions} instructions");
        };
        graphviz.FormatEdge += (_, args) =>
            args.EdgeFormat.Label.Value = string.Create(CultureInfo.InvariantCulture, $"{args.Edge.Count} calls, weight {args.Edge.Weight}");
        return graphviz.Generate();
    }
}
