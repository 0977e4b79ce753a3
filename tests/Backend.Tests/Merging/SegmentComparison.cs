using LtoPar.Backend.Carving;
using LtoPar.Backend.Merging;
using LtoPar.Backend.Merging.Segments;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader;
using LtoPar.CallGraph.Reader.Segments;
using LtoPar.Linkage;
using LtoPar.LinkJobs;
using LtoPar.Llvm;
using LtoPar.Partitioner;

namespace LtoPar.Backend.Tests.Merging;

/// <summary>
/// Compares a link in segments with the same link merged to one module: the graph of the segments is that of the module, and the chunk that has everything is
/// a module of that graph. Symbols are compared by name, for their order is another.
/// </summary>
internal static class SegmentComparison
{
    /// <param name="bitcode">The merged module.</param>
    /// <param name="segments">The most segments.</param>
    /// <returns>Why the link has no segments; null: it has, and was compared.</returns>
    public static string? Compare(LinkJob job, ReadOnlySpan<byte> bitcode, int segments)
    {
        using OpenJob open = OpenJob.Open(job, jobs: 2);
        SegmentedMerge merged = SegmentMerger.Merge(open, jobs: 2, segments, []);
        if (merged.Program is not { } program)
        {
            return merged.WholeReason;
        }

        using InputModule whole = InputModule.FromBytes(bitcode, job.OutputName);
        ProgramGraph expected = GraphReader.Read(whole, 1, readsFacts: true);
        SegmentedGraph read = SegmentedReader.Read(program, 2, readsFacts: true);
        Same([.. Symbols(expected, program.Linkage!), .. Facts(expected)], [.. Symbols(read.Graph, program.Linkage!), .. Facts(read.Graph)]);
        if (!read.Graph.Symbols.Flags.Any(f => (f & (SymbolFlags.Used | SymbolFlags.CompilerUsed)) != 0))
        {
            // The lists of what is used are made anew for each partition: in a chunk it would be dead.
            using InputModule chunk = Everything(program, read);
            Same(Symbols(expected, program.Linkage!), Symbols(GraphReader.Read(chunk, 1, readsFacts: true), program.Linkage!));
        }

        program.Dispose();
        return null;
    }

    private static void Same(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        string[] differ = [.. expected.Except(actual).Select(l => $"- {l}"), .. actual.Except(expected).Select(l => $"+ {l}")];
        Assert.True(differ.Length == 0, string.Join('\n', differ));
    }

    private static InputModule Everything(InputProgram program, SegmentedGraph read)
    {
        PartitionPlan one = PartitionPlanner.Plan(read.Graph, new PartitionOptions { Strategy = PartitionStrategy.One });
        SymbolPlan plan = SymbolPlanner.Plan(read.Graph, one, new LinkageOptions { UniqueId = "x" });
        return new SegmentChunks(program, read, plan).Make(Enumerable.Range(0, one.Partitions.Count)).Bytes;
    }

    private static List<string> Symbols(ProgramGraph graph, SegmentLinkage linkage)
    {
        SymbolTable table = graph.Symbols;
        List<string> lines = [graph.Module.ToString()];
        ILookup<int, int> groups = Enumerable.Range(0, table.Count).Where(table.NeedsPartition).ToLookup(graph.Groups.LeaderOf);
        for (int symbol = 0; symbol < table.Count; symbol++)
        {
            if (!table.NeedsPartition(symbol))
            {
                continue;
            }

            // What other segments do with an address is not followed.
            SymbolFlags ignored = linkage.Crossing.Contains(table.Names[symbol]) ? SymbolFlags.AddressObserved : 0;
            string kind = $"{table.KindOf(symbol)} {NameOf(table, symbol)}";
            lines.Add($"{kind}: {table.Linkage[symbol]} {table.Visibility[symbol]} {table.Flags[symbol] & ~ignored} {table.Size[symbol]}");
            string[] together = [.. groups[graph.Groups.LeaderOf(symbol)].Select(s => NameOf(table, s)).Order(StringComparer.Ordinal)];
            lines.Add($"{kind}: with {string.Join(", ", together)}");
            foreach (CallEdge edge in graph.EdgesOf(symbol))
            {
                lines.Add($"{kind}: {edge.Kind} {NameOf(table, edge.Target)} {edge.Count}");
            }
        }

        return lines;
    }

    private static IEnumerable<string> Facts(ProgramGraph graph) =>
    [
        .. graph.Facts!.Bodies.Where(b => graph.Symbols.NeedsPartition(b.Function))
            .Select(b => $"{graph.Symbols.Names[b.Function]}: {b with { Function = 0 }}"),
        .. graph.Facts.Calls.Where(c => graph.Symbols.NeedsPartition(c.Caller))
            .Select(c => $"{graph.Symbols.Names[c.Caller]} calls {graph.Symbols.Names[c.Callee]}: {c with { Caller = 0, Callee = 0 }}"),
    ];

    /// <summary>Symbols without a name have one in segments.</summary>
    private static string NameOf(SymbolTable table, int symbol) =>
        table.Names[symbol] is { Length: > 0 } name && !name.StartsWith("__unnamed.", StringComparison.Ordinal) ? name : "unnamed";
}
