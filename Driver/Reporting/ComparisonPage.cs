using LtoPar.Driver.Reporting.Comparing;
using LtoPar.Driver.Reporting.Markup;

namespace LtoPar.Driver.Reporting;

/// <summary>A comparison as one HTML file that loads nothing.</summary>
internal static class ComparisonPage
{
    /// <summary>The most partitions of each kind of change.</summary>
    private const int Shown = 1000;

    /// <param name="before">What the page calls the first log.</param>
    /// <param name="after">What it calls the second.</param>
    public static string Print(RunComparison comparison, string before, string after)
    {
        Html html = new();
        html.Add($"<p>Before: <code>{before}</code>. After: <code>{after}</code>.</p>\n<h2 id=\"summary\">What changed</h2><ul>");
        foreach (string line in comparison.Summary)
        {
            html.Add($"<li>{line}</li>");
        }

        html.AddConstant("</ul>\n<h2 id=\"totals\">Totals</h2>\n");
        TableMarkup.AddOpen(html, comparison.Totals);
        html.AddConstant("<h2 id=\"phases\">Phases</h2>\n");
        TableMarkup.AddOpen(html, comparison.StageTable);
        html.AddConstant("<h2 id=\"partitions\">Partitions</h2>\n");
        DataTable partitions = comparison.PartitionTable(Shown);
        if (partitions.Rows.Count > 0)
        {
            TableMarkup.AddOpen(html, partitions);
        }
        else
        {
            html.AddConstant("<p>All are as they were.</p>\n");
        }

        return PageFrame.Write(
            "lto-par: two runs", [("summary", "What changed"), ("totals", "Totals"), ("phases", "Phases"), ("partitions", "Partitions")], html.ToMarkup());
    }
}
