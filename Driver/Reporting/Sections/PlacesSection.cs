using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reporting.Models;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Sections;

/// <summary>What each worker or machine did, and for how long it had nothing to do.</summary>
internal static class PlacesSection
{
    public static void Add(Html html, LogDocument log)
    {
        IReadOnlyList<Lane> lanes = Lane.Of(log);
        LogPartition[] compiled = [.. log.Partitions.Where(p => p.HasWorker)];
        double start = compiled.Min(p => p.StartedMs), span = Math.Max(1e-9, compiled.Max(p => p.EndedMs) - start);
        html.Add($"<p>Compiled by {log.Machine.Executor}, {log.Machine.Workers} at a time, on a machine where {log.Machine.Processors} ");
        html.AddConstant("processors could be used. A worker is the first row that was free when a partition began, not a thread.</p>\n");
        TableMarkup.AddOpen(html, new DataTable(
            "Workers",
            [new("place"), new("partitions", true), new("from the cache", true), new("busy ms", true), new("busy", true), new("last one ended ms", true)],
            [
                .. lanes.Select(lane =>
                {
                    LogPartition[] own = [.. lane.Partitions.Select(i => log.Partitions[i])];
                    double busy = own.Sum(p => p.EndedMs - p.StartedMs);
                    return new[]
                    {
                        lane.Name, Numbers.Whole(own.Length), Numbers.Whole(own.Count(p => p.IsHit)), Numbers.Tenths(busy),
                        Numbers.Percent(busy / span), Numbers.Tenths(own.Max(p => p.EndedMs)),
                    };
                }),
            ]));
    }
}
