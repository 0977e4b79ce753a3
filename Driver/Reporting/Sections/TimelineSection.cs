using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reporting.Models;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Sections;

/// <summary>
/// The phases and, below them, what each worker did: a bar a partition, in it the steps. Bars have no text and are stretched with the width of the page, so the
/// labels are beside the picture and not in it.
/// </summary>
internal static class TimelineSection
{
    /// <summary>The width of the picture in its own units: a hundred-thousandth of the run is less than a pixel at any zoom.</summary>
    private const double Units = 100000;

    private const int FewLanes = 40;

    public static void Add(Html html, LogDocument log)
    {
        IReadOnlyList<Lane> lanes = Lane.Of(log);
        double length = Math.Max(
            log.WallMs, Math.Max(log.Stages.Select(s => s.EndedMs).DefaultIfEmpty().Max(), log.Partitions.Select(p => p.EndedMs).DefaultIfEmpty().Max()));
        length = length > 0 ? length : 1;
        html.AddConstant("<div class=\"chart\">");
        Legend.Add(
            html, ("s", "phase of one thread"), ("p", "phase of all workers"), ("c", "carve"), ("o", "optimize"), ("e", "emit"), ("h", "from the cache"),
            ("x", "elsewhere, or steps not known"));
        html.AddConstant("<p><label>Zoom <input type=\"range\" id=\"zoom\" min=\"1\" max=\"40\" step=\"0.5\" value=\"1\"></label></p>\n");
        AddPicture(html, log, lanes, length);
        html.AddConstant("<p class=\"pick\" aria-live=\"polite\">Point at a bar, or walk through them with the arrow keys; Enter goes to its row below.</p>");
        html.AddConstant("</div>\n");
        TableMarkup.AddOpen(html, Stages(log));
        TableMarkup.AddClosed(html, PartitionTable.Of(log));
    }

    private static void AddPicture(Html html, LogDocument log, IReadOnlyList<Lane> lanes, double length)
    {
        int height = lanes.Count <= FewLanes ? 20 : 10;
        int every = lanes.Count <= FewLanes ? 1 : 5;
        html.Add($"<div class=\"gantt\"><div class=\"rows\" aria-hidden=\"true\"><div style=\"height:24px\">phases</div>");
        for (int i = 0; i < lanes.Count; i += every)
        {
            html.Add($"<div style=\"height:{height * Math.Min(every, lanes.Count - i)}px;line-height:{Math.Max(height, 14)}px\">{lanes[i].Name}</div>");
        }

        int bottom = 24 + (height * lanes.Count);
        html.Add($"""
            </div><div class="scroll" tabindex="0" role="group" aria-label="Timeline of partitions; the arrow keys walk through them"><div class="plot">
            <svg viewBox="0 0 {Units} {bottom}" height="{bottom}" preserveAspectRatio="none" role="img" aria-label="{Summary(log, lanes)}">

            """);
        foreach (LogStage stage in log.Stages)
        {
            html.Add($"<g><title>{stage.Name}: {Numbers.Time(stage.WallMs)}</title>");
            AddBar(html, stage.StartedMs / length, stage.EndedMs / length, 2, 18, stage.IsParallel ? "p" : "s");
            html.AddConstant("</g>\n");
        }

        for (int i = 0; i < lanes.Count; i++)
        {
            int top = 24 + (i * height);
            html.Add($"<rect class=\"lane\" x=\"0\" y=\"{top + 1}\" width=\"{Units}\" height=\"{height - 2}\"/>\n");
            foreach (int index in lanes[i].Partitions)
            {
                AddPartition(html, log.Partitions[index], index, length, top + 1, height - 2);
            }
        }

        html.AddConstant("</svg><div class=\"axis\" aria-hidden=\"true\">");
        // At the very end there is no room for the words.
        foreach (double tick in TimeAxis.Ticks(length).Where(tick => tick <= length * 0.96))
        {
            html.Add($"<span style=\"left:{tick / length * 100:0.###}%\">{Numbers.Time(tick)}</span>");
        }

        html.AddConstant("</div></div></div></div>\n");
    }

    private static void AddPartition(Html html, LogPartition p, int index, double length, int top, int height)
    {
        html.Add($"<g data-p=\"{index}\"><title>{p.Name}: {Numbers.Time(p.EndedMs - p.StartedMs)}{Largest(p)}</title>");
        if (p.IsHit)
        {
            AddBar(html, p.StartedMs / length, p.EndedMs / length, top, height, "h");
        }
        else if (p.IsElsewhere)
        {
            AddBar(html, p.StartedMs / length, p.EndedMs / length, top, height, "x");
        }
        else
        {
            double time = p.StartedMs;
            foreach ((string style, double took) in new[] { ("c", p.CarveMs), ("o", p.OptimizeMs), ("e", p.EmitMs) })
            {
                double end = Math.Min(time + took, p.EndedMs);
                if (took > 0)
                {
                    AddBar(html, time / length, end / length, top, height, style);
                }

                time = end;
            }

            if (p.EndedMs - time > 0.05)
            {
                AddBar(html, time / length, p.EndedMs / length, top, height, "x");
            }
        }

        html.AddConstant("</g>\n");
    }

    private static void AddBar(Html html, double start, double end, int top, int height, string style)
    {
        double x = Math.Round(start * Units);
        double width = Math.Max(1, Math.Round(end * Units) - x);
        html.Add($"<rect class=\"{style}\" x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"/>");
    }

    private static string Largest(LogPartition p) => p.LargestFunction.Length == 0 ? "" : $", {p.LargestFunction}";

    private static string Summary(LogDocument log, IReadOnlyList<Lane> lanes) =>
        $"{Numbers.Whole(log.Stages.Count)} phases in {Numbers.Time(log.WallMs)}, and {Numbers.Whole(lanes.Sum(l => l.Partitions.Count))} partitions on "
            + $"{Numbers.Whole(lanes.Count)} workers. The tables below have the same figures.";

    private static DataTable Stages(LogDocument log)
    {
        double between = Math.Max(0, log.WallMs - log.Stages.Sum(s => s.WallMs));
        return new DataTable(
            "Phases",
            [new("phase"), new("start ms", true), new("took ms", true), new("% of the run", true), new("processor ms", true), new("work of")],
            [
                .. log.Stages.Select(s => new[]
                {
                    s.Name, Numbers.Tenths(s.StartedMs), Numbers.Tenths(s.WallMs), Share(s.WallMs), s.CpuMs > 0 ? Numbers.Tenths(s.CpuMs) : "",
                    s.IsParallel ? "all workers" : "one thread",
                }),
                ["between phases", "", Numbers.Tenths(between), Share(between), "", "one thread"],
                ["the run", "0.0", Numbers.Tenths(log.WallMs), Share(log.WallMs), Numbers.Tenths(log.CpuMs), ""],
            ]);

        string Share(double milliseconds) => Numbers.Tenths(milliseconds / Math.Max(1e-9, log.WallMs) * 100);
    }
}
