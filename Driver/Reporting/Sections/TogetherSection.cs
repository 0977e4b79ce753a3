using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Sections;

/// <summary>The rules that kept symbols in one partition, and the largest groups that they made.</summary>
internal static class TogetherSection
{
    public static void Add(Html html, LogDocument log)
    {
        LogTogether together = log.Together!;
        html.Add($"<p>{together.GroupCount} groups of symbols had to share a partition. A group that is larger than the bounds of a partition makes it so ");
        html.AddConstant("large; --disable-rule switches a rule off, to see what it is there for.</p>\n");
        if (together.Rules.Count > 0)
        {
            TableMarkup.AddOpen(html, new DataTable(
                "Rules",
                [new("rule"), new("ties", true), new("groups", true), new("why")],
                [.. together.Rules.Select(r => new[] { r.Name, Numbers.Whole(r.Ties), Numbers.Whole(r.Groups), r.Why })]));
            TableMarkup.AddClosed(html, new DataTable(
                $"{Numbers.Whole(together.Groups.Count)} of {Numbers.Whole(together.GroupCount)} groups, the largest first",
                [new("group of"), new("partition"), new("symbols", true), new("instructions", true), new("rules")],
                [
                    .. together.Groups.Select(g => new[]
                    {
                        g.Name, g.Partition, Numbers.Whole(g.Symbols), Numbers.Whole(g.Instructions), string.Join(", ", g.Rules),
                    }),
                ]));
        }
    }
}
