using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reports;

namespace LtoPar.Driver.Reporting.Comparing;

/// <summary>A comparison as text, for a terminal.</summary>
internal static class ComparisonText
{
    /// <summary>The most partitions of each kind of change: the page has more.</summary>
    private const int Shown = 10;

    public static string Print(RunComparison comparison)
    {
        using StringWriter text = new();
        foreach (string line in comparison.Summary)
        {
            text.Write(VisibleText.Of(line) + "\n");
        }

        text.Write("\n");
        Write(text, comparison.Totals);
        Write(text, comparison.StageTable);
        DataTable partitions = comparison.PartitionTable(Shown);
        if (partitions.Rows.Count > 0)
        {
            Write(text, partitions);
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Write(TextWriter text, DataTable table)
    {
        PlainTable plain = new([.. table.Columns.Select(c => (c.Title, c.IsNumber))]);
        foreach (string[] row in table.Rows)
        {
            plain.Add([.. row.Select(VisibleText.Of)]);
        }

        text.Write(table.Caption + "\n");
        plain.Write(text);
    }
}
