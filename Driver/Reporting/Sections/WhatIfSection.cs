using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reporting.Models;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Sections;

/// <summary>The time of the run at other numbers of cores, as a curve and as a table, with the part that no core shortens.</summary>
internal static class WhatIfSection
{
    private const double Width = 760, Height = 300, Left = 60, Right = 14, Top = 12, Bottom = 34;

    private static readonly int[] s_shown = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];
    private static readonly int[] s_ticks = [1, 2, 4, 8, 16, 32, 64];

    public static void Add(Html html, LogDocument log)
    {
        WhatIf whatIf = WhatIf.Of(log);
        double one = Math.Max(1e-9, whatIf.WallMs(1));
        int enough = Enumerable.Range(1, WhatIf.MostCores).FirstOrDefault(whatIf.IsBoundByOnePartition);
        LogPartition? longest = log.Partitions.Where(p => p.HasWorker).MaxBy(p => p.CostMs);
        html.Add($"<p>{Numbers.Time(whatIf.SerialMs)} of the run are serial ({Numbers.Percent(whatIf.SerialMs / one)} of the time that one core would take): ");
        html.Add($"by Amdahl's law no number of cores makes it more than {Numbers.Tenths(one / Math.Max(1e-9, whatIf.SerialMs))} times as fast as ");
        html.AddConstant("one. ");
        html.Add($"{Limit(enough, longest)}</p>\n");
        html.AddConstant("<div class=\"chart curve\">");
        AddCurve(html, log, whatIf);
        Legend.Add(
            html, ("o", "time of the run"), ("s", "serial part (dashed)"), ("c", "if the work could be divided at will (dotted)"),
            ("e", "this run, as measured"));
        html.AddConstant("</div>\n");
        TableMarkup.AddOpen(html, Table(whatIf, one));
        html.Add($"<p>At this run's {Numbers.Whole(log.Machine.Workers)} workers the reckoning gives {Numbers.Time(whatIf.WallMs(log.Machine.Workers))}, and ");
        html.Add($"{Numbers.Time(log.WallMs)} were measured. It is of processor times, and knows of no other users of the machine, of no limit on memory, ");
        html.AddConstant("and not that cores which share caches slow each other down.</p>\n");
    }

    private static string Limit(int enough, LogPartition? longest) => enough == 0 || longest is null
        ? ""
        : $"With {Numbers.Whole(enough)} cores or more the partitions take as long as {longest.Name} alone, {Numbers.Time(longest.CostMs)}"
            + (longest.LargestFunction.Length == 0 ? "."
                : $", whose largest function, {longest.LargestFunction}, has {Numbers.Percent(longest.LargestFunctionShare)} of its instructions.");

    private static DataTable Table(WhatIf whatIf, double one) => new(
        "Reckoned time by cores",
        [new("cores", true), new("wall ms", true), new("times as fast as 1", true), new("efficiency", true), new("serial share", true), new("bound by")],
        [
            .. s_shown.Select(cores =>
            {
                double wall = Math.Max(1e-9, whatIf.WallMs(cores));
                return new[]
                {
                    Numbers.Whole(cores), Numbers.Tenths(wall), Numbers.Hundredths(one / wall), Numbers.Percent(one / wall / cores),
                    Numbers.Percent(whatIf.SerialMs / wall),
                    whatIf.SerialMs > wall / 2 ? "the serial part" : whatIf.IsBoundByOnePartition(cores) ? "the longest partition" : "cores",
                };
            }),
        ]);

    private static void AddCurve(Html html, LogDocument log, WhatIf whatIf)
    {
        double top = Math.Max(whatIf.WallMs(1), log.WallMs) * 1.04;
        top = top > 0 ? top : 1;
        html.Add($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Time of the run by cores; the table below has the figures\">\n");
        foreach (double tick in TimeAxis.Ticks(top))
        {
            html.Add($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\"/>");
            html.Add($"<text x=\"{Left - 6}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\">{Numbers.Time(tick)}</text>\n");
        }

        foreach (int cores in s_ticks)
        {
            html.Add($"<text x=\"{X(cores):0.#}\" y=\"{Height - 14}\" text-anchor=\"middle\">{cores}</text>");
        }

        html.Add($"<text x=\"{Width / 2}\" y=\"{Height - 1}\" text-anchor=\"middle\">cores</text>\n");
        html.Add($"<polyline class=\"ideal\" points=\"{Points(cores => whatIf.SerialMs + (whatIf.DivisibleMs / cores))}\"/>");
        html.Add($"<line class=\"floor\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(whatIf.SerialMs):0.#}\" y2=\"{Y(whatIf.SerialMs):0.#}\"/>");
        html.Add($"<polyline class=\"wall\" points=\"{Points(whatIf.WallMs)}\"/>\n");
        foreach (int cores in s_ticks)
        {
            html.Add($"<circle class=\"dot\" cx=\"{X(cores):0.#}\" cy=\"{Y(whatIf.WallMs(cores)):0.#}\" r=\"4\"><title>{cores} cores: ");
            html.Add($"{Numbers.Time(whatIf.WallMs(cores))}</title></circle>\n");
        }

        int workers = Math.Clamp(log.Machine.Workers, 1, WhatIf.MostCores);
        html.Add($"<circle class=\"now\" cx=\"{X(workers):0.#}\" cy=\"{Y(log.WallMs):0.#}\" r=\"6\"><title>this run, {log.Machine.Workers} workers: ");
        html.Add($"{Numbers.Time(log.WallMs)}</title></circle></svg>\n");

        double X(double cores) => Left + (Math.Log2(cores) / Math.Log2(WhatIf.MostCores) * (Width - Left - Right));
        double Y(double milliseconds) => Height - Bottom - (milliseconds / top * (Height - Top - Bottom));
        SafeMarkup Points(Func<int, double> wall) => new(string.Join(
            ' ', Enumerable.Range(1, WhatIf.MostCores).Select(cores => FormattableString.Invariant($"{X(cores):0.#},{Y(wall(cores)):0.#}"))));
    }
}
