using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reporting.Models;
using LtoPar.Driver.Reporting.Sections;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting;

/// <summary>
/// The report of one run as one HTML file that loads nothing. Every chart has its figures in a table, so nothing is told by a colour or to the mouse alone; and
/// the page is whole without its script.
/// </summary>
internal static class ReportPage
{
    /// <summary>The share of the time of compiling from which one partition that runs alone is worth a remark.</summary>
    private const double RemarkableShare = 0.05;

    public static string Print(LogDocument log)
    {
        Section[] sections = [.. Section.For(log)];
        Html html = new();
        AddOverview(html, log);
        foreach (Section section in sections)
        {
            html.Add($"<section aria-labelledby=\"{section.Identity}\"><h2 id=\"{section.Identity}\">{section.Title}</h2>\n");
            section.Add(html, log);
            html.AddConstant("</section>\n");
        }

        return PageFrame.Write($"lto-par: {log.Output}", [.. sections.Select(s => (s.Identity, s.Title))], html.ToMarkup());
    }

    private static void AddOverview(Html html, LogDocument log)
    {
        html.Add($"<p>{log.Input}, by lto-par {log.LtoPar} with LLVM {log.Llvm}.</p>\n<dl class=\"cards\">");
        foreach ((string name, string value) in Figures(log))
        {
            html.Add($"<div><dt>{name}</dt><dd>{value}</dd></div>");
        }

        html.AddConstant("</dl>\n");
        foreach (string finding in Findings(log))
        {
            html.Add($"<p class=\"finding\">{finding}</p>\n");
        }
    }

    private static IEnumerable<(string Name, string Value)> Figures(LogDocument log)
    {
        yield return ("wall time", Numbers.Time(log.WallMs));
        yield return ("processor time", Numbers.Time(log.CpuMs));
        yield return ("partitions", Numbers.Whole(log.Partitions.Count));
        yield return ("workers, processors", $"{Numbers.Whole(log.Machine.Workers)}, {Numbers.Whole(log.Machine.Processors)}");
        yield return ("objects", Numbers.Size(log.Partitions.Sum(p => p.ObjectBytes)));
        if (log.Machine.PeakRssBytes > 0)
        {
            yield return ("peak memory", Numbers.Size(log.Machine.PeakRssBytes));
        }

        if (log.Program is { } program)
        {
            yield return ("functions", Numbers.Whole(program.Functions));
            yield return ("instructions", Numbers.Whole(program.Instructions));
        }

        if (log.Cache is { } cache)
        {
            yield return ("cache hits", $"{Numbers.Whole(cache.Hits)} of {Numbers.Whole(log.Partitions.Count)}");
        }
    }

    private static IEnumerable<string> Findings(LogDocument log)
    {
        if (log.Unchanged)
        {
            yield return "Nothing has changed since an earlier run: all outputs are from the cache.";
        }

        double compiling = log.Stages.Where(s => s.Name == LogStage.Compile).Sum(s => s.WallMs);
        if (LastPartition.Of(log) is { } last && last.AloneMs > compiling * RemarkableShare && log.Machine.Workers > 1 && log.Partitions.Count > 1)
        {
            LogPartition p = last.Partition;
            string function = p.LargestFunction.Length == 0
                ? ""
                : $": its largest function, {p.LargestFunction}, has {Numbers.Percent(p.LargestFunctionShare)} of its instructions";
            yield return $"{p.Name} ended last, {Numbers.Time(last.AloneMs)} after all others{function}.";
        }

        if (log.Stages.Where(s => !s.IsParallel).MaxBy(s => s.WallMs) is { } longest && longest.WallMs > log.WallMs / 4)
        {
            yield return $"The phase '{longest.Name}' takes {Numbers.Percent(longest.WallMs / log.WallMs)} of the time on one thread.";
        }
    }
}
