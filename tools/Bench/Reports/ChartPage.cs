using System.Globalization;
using System.Net;
using System.Text;
using LtoPar.Bench.Measurements;

namespace LtoPar.Bench.Reports;

/// <summary>
/// The ratios as one HTML page that needs no other file. A panel stands for a stage and a column, a row for a program and a tool; a bar goes from the tool
/// that all are compared with to the median, a whisker from the least to the most of the rounds, and a tick is where the bar of bars.txt is.
/// </summary>
internal static class ChartPage
{
    private const string Style = """
        body{font:14px/1.4 system-ui,sans-serif;color:#1c2430;background:#fff;max-width:1280px;margin:24px auto;padding:0 16px}
        section{display:flex;flex-wrap:wrap;gap:8px 20px}figure{margin:0}figcaption{font-weight:600;margin:8px 0 0 4px}h2{margin:24px 0 0}
        svg{max-width:100%;height:auto}
        text{font-size:12px;fill:#1c2430}.name,.value{text-anchor:end}.program{font-weight:600}.tick{text-anchor:middle;fill:#667}
        .grid{stroke:#e4e8ee}.one{stroke:#1c2430}.ours{fill:#2f6fde}.other{fill:#b4bfcd}.whisker{stroke:#1c2430;fill:none}.bar{stroke:#d1342f;stroke-width:2}
        """;

    public static string Print(IReadOnlyList<Group> groups, Bars bars, Facts facts)
    {
        StringBuilder page = new();
        page.Append("<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>lto-par bench ").Append(Escape(facts.Date));
        page.Append("</title><style>\n");
        page.Append(Style).Append("\n</style></head><body><h1>lto-par bench</h1>\n<p>").Append(Escape($"{facts.Date}; {Machine(facts)}"));
        page.Append(
            ". A bar is the median of ratios taken within a round of runs, a whisker their range, a red tick what lto-par is held to. Blue is lto-par.</p>\n");
        foreach ((string stage, string title) in Stages.All)
        {
            Group[] ofStage = [.. groups.Where(g => g.Stage == stage)];
            if (ofStage.Length == 0)
            {
                continue;
            }

            page.Append("<h2>").Append(title).Append("</h2><section>\n");
            foreach (Column column in Columns.All.Where(c => !(stage == "run" && c == Column.Text)))
            {
                page.Append(ChartPanel.Draw(ofStage, stage, column, bars, facts.Jobs));
            }

            page.Append("</section>\n");
        }

        return page.Append("</body></html>\n").ToString();
    }

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Machine(Facts facts) => string.Create(
        CultureInfo.InvariantCulture, $"{facts.Cpus} processors, load {facts.Load} before, {facts.PageCache} page cache, LLVM {facts.Llvm}");
}
