using System.Globalization;
using System.Text;
using LtoPar.CallGraph;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports;

/// <summary>The program graph as text: a symbol a line, its edges below it, the ties at the end.</summary>
internal static class GraphText
{
    public static string Print(ProgramGraph graph)
    {
        SymbolTable symbols = graph.Symbols;
        StringBuilder text = new();
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{SymbolText.Describe(symbols, symbol)} {symbols.Linkage[symbol].Keyword()} size={symbols.Size[symbol]} [{symbols.Flags[symbol]}]\n");
            foreach (CallEdge edge in graph.EdgesOf(symbol))
            {
                string kind = edge.Kind == EdgeKind.Call ? "calls" : "refers to";
                text.Append(CultureInfo.InvariantCulture, $"  {kind} {SymbolText.Name(symbols, edge.Target)} x{edge.Count} weight {edge.Weight}\n");
            }
        }

        foreach (Tie tie in graph.Ties)
        {
            text.Append(CultureInfo.InvariantCulture, $"tie {SymbolText.Name(symbols, tie.First)} {SymbolText.Name(symbols, tie.Second)} [{tie.Reason}]\n");
        }

        return text.ToString();
    }
}
