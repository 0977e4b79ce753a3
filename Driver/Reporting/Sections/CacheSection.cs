using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reports.LogFile;
using LtoPar.Driver.Reports.StatisticsFile;

namespace LtoPar.Driver.Reporting.Sections;

/// <summary>What came from the cache, and why the rest did not.</summary>
internal static class CacheSection
{
    public static void Add(Html html, LogDocument log)
    {
        CacheDocument cache = log.Cache!;
        html.Add($"<p>{cache.Hits} hits, {cache.Misses} misses, {cache.NotKept.Sum(n => n.Partitions)} not kept.");
        if (log.Unchanged)
        {
            html.AddConstant(" Nothing has changed since an earlier run: its outputs were taken as they were, and nothing was read, cut or compiled.");
        }

        html.AddConstant("</p>\n");
        TableMarkup.AddOpen(html, new DataTable(
            "Why partitions were hits or not",
            [new("outcome"), new("why"), new("partitions", true), new("cpu ms", true), new("for example")],
            [
                .. log.Partitions.Where(p => p.Cache is not null).GroupBy(p => (Kind: p.Cache!, Why: p.CacheWhy ?? ""))
                    .OrderBy(g => g.Key.Kind, StringComparer.Ordinal).ThenByDescending(g => g.Count()).ThenBy(g => g.Key.Why, StringComparer.Ordinal)
                    .Select(g => new[]
                    {
                        g.Key.Kind, g.Key.Why, Numbers.Whole(g.Count()), Numbers.Tenths(g.Sum(p => p.CpuMs)),
                        string.Join(", ", g.Take(5).Select(p => p.Name)) + (g.Count() > 5 ? ", \u2026" : ""),
                    }),
            ]));
        if (cache.Remote is { } remote)
        {
            html.Add($"<p>Remote cache: {remote.Hits} hits, {remote.Uploaded} uploaded, {remote.NotUploaded} not uploaded, ");
            html.Add($"{Numbers.Time(remote.WaitMs)} waited{(remote.Misses.Count == 0 ? "" : "; ")}");
            html.Add($"{string.Join(", ", remote.Misses.Select(m => $"{Numbers.Whole(m.Partitions)} {m.Reason}"))}.</p>\n");
        }
    }
}
