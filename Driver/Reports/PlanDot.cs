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
    public static string Print(SymbolPlan plan)
    {
        PlanSummary summary = new(plan);
        AdjacencyGraph<int, CallEdge> graph = new();
        graph.AddVertexRange(plan.Partitions.Partitions.Select(p => p.Id));
        graph.AddEdgeRange(summary.Crossing.Select(c => new CallEdge(c.Key.From, c.Key.To, EdgeKind.Call, (int)Math.Min(c.Value.Edges, int.MaxValue), c.Value.Weight)));
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
