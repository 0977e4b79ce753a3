using System.Globalization;
using System.Text;

namespace LtoPar.CallGraph.Reader.Tests;

/// <summary>
/// All that a graph says, as text to compare. Of debug information what planning asks: the types and compile units that a symbol reaches, since
/// nodes appear once for each share of the reading.
/// </summary>
internal static class GraphDump
{
    public static string Of(ProgramGraph graph)
    {
        StringBuilder text = new();
        SymbolTable table = graph.Symbols;
        text.AppendLine(CultureInfo.InvariantCulture, $"{graph.Module} profile {graph.HasProfile} asm {graph.ModuleAsmError}");
        for (int symbol = 0; symbol < table.Count; symbol++)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{symbol} {table.Names[symbol]} {table.Linkage[symbol]} {table.Visibility[symbol]} {table.Flags[symbol]} {table.Size[symbol]}");
            foreach (CallEdge edge in graph.EdgesOf(symbol))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {edge}");
            }

            if (graph.DebugInfo is { } debug)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  is {debug.Subprograms[symbol]} and reaches {Reached(debug, debug.RootsOf(symbol))}");
            }
        }

        for (int unit = 0; unit < graph.DebugInfo?.UnitCount; unit++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"unit {unit} reaches {Reached(graph.DebugInfo, graph.DebugInfo.UnitRoots(unit))}");
        }

        text.AppendJoin('\n', graph.DebugInfo?.Types.Zip(graph.DebugInfo.IsAmbiguous) ?? []);
        text.AppendJoin('\n', graph.Ties).AppendLine();
        text.AppendJoin('\n', graph.AsmTies).AppendLine();
        text.AppendJoin(' ', graph.ModuleAsmSymbols).AppendLine();
        return text.ToString();
    }

    private static string Reached(DebugInfoGraph debug, ReadOnlySpan<int> roots)
    {
        HashSet<int> seen = [.. roots];
        Stack<int> open = new(seen);
        SortedSet<string> found = new(StringComparer.Ordinal);
        while (open.TryPop(out int node))
        {
            if (debug.TypeOf[node] >= 0)
            {
                found.Add(debug.Types[debug.TypeOf[node]]);
            }

            if (debug.UnitOf[node] >= 0)
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"unit {debug.UnitOf[node]}"));
            }

            foreach (int target in debug.ArcsOf(node))
            {
                if (seen.Add(target))
                {
                    open.Push(target);
                }
            }
        }

        return string.Join(", ", found);
    }
}
