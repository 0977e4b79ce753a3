using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Models;

/// <summary>The partition that ended last: what to look at when more workers do not help.</summary>
/// <param name="AloneMs">The time that it ran after every other partition had ended.</param>
internal sealed record LastPartition(LogPartition Partition, double AloneMs)
{
    /// <returns>Null when none was compiled.</returns>
    public static LastPartition? Of(LogDocument log)
    {
        LogPartition[] byEnd = [.. log.Partitions.Where(p => p.HasWorker).OrderByDescending(p => p.EndedMs).ThenBy(p => p.Name, StringComparer.Ordinal)];
        return byEnd.Length == 0
            ? null
            : new LastPartition(byEnd[0], byEnd[0].EndedMs - (byEnd.Length == 1 ? byEnd[0].StartedMs : Math.Max(byEnd[0].StartedMs, byEnd[1].EndedMs)));
    }
}
