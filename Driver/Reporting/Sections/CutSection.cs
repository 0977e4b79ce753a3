using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Sections;

/// <summary>The calls that the cut severs.</summary>
internal static class CutSection
{
    public static void Add(Html html, LogDocument log)
    {
        LogCut cut = log.Cut!;
        html.Add($"<p>The cut severs {cut.CutEdges} of {cut.CallEdges} call edges, {Numbers.Percent(Share(cut.CutWeight, cut.CallWeight))} of their weight ");
        html.Add($"(the number of calls in the code, or what a profile counted), between {cut.PairCount} pairs of partitions.</p>\n");
        if (cut.Edges.Count > 0)
        {
            TableMarkup.AddOpen(html, new DataTable(
                $"The {Numbers.Whole(Math.Min(10, cut.Edges.Count))} heaviest of them",
                EdgeColumns,
                [.. cut.Edges.Take(10).Select(Row)]));
            TableMarkup.AddClosed(html, new DataTable(
                $"{Numbers.Whole(cut.Edges.Count)} of {Numbers.Whole(cut.CutEdges)} severed call edges", EdgeColumns, [.. cut.Edges.Select(Row)]));
            TableMarkup.AddClosed(html, new DataTable(
                $"{Numbers.Whole(cut.Pairs.Count)} of {Numbers.Whole(cut.PairCount)} pairs of partitions",
                [new("from"), new("to"), new("call edges", true), new("weight", true)],
                [.. cut.Pairs.Select(p => new[] { p.From, p.To, Numbers.Whole(p.Edges), Numbers.Whole(p.Weight) })]));
        }
    }

    private static Column[] EdgeColumns => [new("caller"), new("of"), new("callee"), new("of"), new("calls", true), new("weight", true)];

    private static string[] Row(LogEdge edge) => [edge.Caller, edge.From, edge.Callee, edge.To, Numbers.Whole(edge.Sites), Numbers.Whole(edge.Weight)];

    private static double Share(ulong part, ulong whole) => whole == 0 ? 0 : (double)part / whole;
}
