using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Sections;

/// <summary>The symbols that other partitions than their own see, by what they see of them.</summary>
internal static class SymbolsSection
{
    public static void Add(Html html, LogDocument log)
    {
        html.AddConstant("<p>What other partitions use of a partition they see as a name; more than that is to keep code as good as it is in one piece.</p>\n");
        Add(html, log.Promoted, "promoted", "definitions that others reach under another name");
        Add(html, log.Cloned, "cloned", "constants whose value others see");
        Add(html, log.Copied, "copied", "constants of which others have a copy");
        Add(html, log.Imported, "imported", "functions whose bodies others see, for inlining");
    }

    private static void Add(Html html, LogSymbols? symbols, string kind, string meaning)
    {
        if (symbols is null || symbols.Distinct == 0)
        {
            html.Add($"<p>None is {kind} ({meaning}).</p>\n");
            return;
        }

        string times = symbols.Count == symbols.Distinct ? "" : $", {Numbers.Whole(symbols.Count)} times";
        string shown = symbols.Shown.Count < symbols.Distinct ? $"; these {Numbers.Whole(symbols.Shown.Count)} are used most widely" : "";
        bool hasNames = symbols.Shown.Any(s => s.NewName is not null);
        TableMarkup.AddClosed(html, new DataTable(
            $"{Numbers.Whole(symbols.Distinct)} {kind}{times}: {meaning}{shown}",
            [
                new("symbol"), .. hasNames ? [new Column("as")] : Array.Empty<Column>(), new("kind"), new("of"), new("users", true), new("size", true),
                new("why"),
            ],
            [
                .. symbols.Shown.Select(s => (string[])
                [
                    s.Name, .. hasNames ? [s.NewName ?? ""] : Array.Empty<string>(), s.Kind, s.Partition, Numbers.Whole(s.Users), Numbers.Whole(s.Size), s.Why,
                ]),
            ]));
    }
}
