using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reporting.Models;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Sections;

/// <summary>
/// The partitions as areas, once by instructions and once by time, in the same colours: what is red takes more time than its size explains.
/// </summary>
internal static class TreemapSection
{
    private const double Width = 640, Height = 400;

    /// <summary>The share of the partitions that is below each colour but the last.</summary>
    private static readonly double[] s_shares = [0.2, 0.5, 0.8, 0.95];

    public static void Add(Html html, LogDocument log)
    {
        double[] sizes = [.. log.Partitions.Select(p => p.HasWorker ? (double)p.Instructions : 0)];
        double[] times = [.. log.Partitions.Select(p => p.HasWorker ? p.CostMs : 0)];
        double[] rates = [.. sizes.Zip(times).Select(p => p.First > 0 ? p.Second / p.First : 0)];
        double[] sorted = [.. rates.Where((_, i) => sizes[i] > 0).Order()];
        double[] bounds = [.. s_shares.Select(share => sorted.Length == 0 ? 0 : sorted[(int)((sorted.Length - 1) * share)])];
        html.AddConstant("<p>The colour is the time that an instruction took, among the partitions of this run: what is red takes longer than its size ");
        html.AddConstant("explains.</p>\n");
        html.AddConstant("<div class=\"chart\"><div class=\"maps\">");
        AddMap(html, log, sizes, rates, bounds, "Area: instructions");
        AddMap(html, log, times, rates, bounds, "Area: processor time");
        html.AddConstant("</div>\n");
        Legend.Add(html, ("q0", "fastest fifth"), ("q1", "to the median"), ("q2", "to 80 %"), ("q3", "to 95 %"), ("q4", "slowest twentieth"));
        html.AddConstant("<p class=\"pick\" aria-live=\"polite\">Point at an area to see what it is. The table of partitions under the timeline has the ");
        html.AddConstant("figures.</p></div>\n");
        DataTable slowest = Slowest(log);
        if (slowest.Rows.Count > 0)
        {
            TableMarkup.AddOpen(html, slowest);
        }
    }

    private static void AddMap(Html html, LogDocument log, double[] weights, double[] rates, double[] bounds, string caption)
    {
        html.Add($"<figure><figcaption>{caption}</figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" ");
        html.Add($"aria-label=\"{caption} of {log.Partitions.Count} partitions; the table of partitions has the figures\">\n");
        foreach (Tile tile in Treemap.Of(weights, Width, Height))
        {
            LogPartition p = log.Partitions[tile.Index];
            html.Add($"<g data-p=\"{tile.Index}\"><title>{p.Name}: {p.Instructions} instructions, {Numbers.Time(p.CostMs)}, {p.LargestFunction}</title>");
            html.Add($"<rect class=\"q{bounds.Count(b => rates[tile.Index] > b)}\" x=\"{tile.X:0.##}\" y=\"{tile.Y:0.##}\" ");
            html.Add($"width=\"{tile.Width:0.##}\" height=\"{tile.Height:0.##}\"/>");
            if (tile.Width > 34 && tile.Height > 16)
            {
                html.Add($"<text x=\"{tile.X + 4:0.#}\" y=\"{tile.Y + 13:0.#}\">{p.Name}</text>");
            }

            if (tile.Width > 60 && tile.Height > 32 && p.LargestFunction.Length > 0)
            {
                html.Add($"<text x=\"{tile.X + 4:0.#}\" y=\"{tile.Y + 27:0.#}\">{Cut(p.LargestFunction, (int)((tile.Width - 8) / 6.5))}</text>");
            }

            html.AddConstant("</g>\n");
        }

        html.AddConstant("</svg></figure>\n");
    }

    /// <summary>As much of a name as there is room for.</summary>
    private static string Cut(string name, int characters)
    {
        if (name.Length <= characters)
        {
            return name;
        }

        int end = Math.Max(1, characters - 1);
        return name[..(char.IsHighSurrogate(name[end - 1]) ? end - 1 : end)] + "\u2026";
    }

    private static DataTable Slowest(LogDocument log) => new(
        "The ten partitions that took longest",
        [
            new("partition"), new("cpu ms", true), new("instructions", true), new("us an instruction", true), new("object bytes", true),
            new("largest function"), new("its share", true),
        ],
        [
            .. log.Partitions.Where(p => p.HasWorker).OrderByDescending(p => p.CostMs).ThenBy(p => p.Name, StringComparer.Ordinal).Take(10).Select(p => new[]
            {
                p.Name, Numbers.Tenths(p.CostMs), Numbers.Whole(p.Instructions),
                p.Instructions > 0 ? Numbers.Tenths(p.CostMs * 1000 / p.Instructions) : "", Numbers.Whole(p.ObjectBytes), p.LargestFunction,
                Numbers.Percent(p.LargestFunctionShare),
            }),
        ]);
}
