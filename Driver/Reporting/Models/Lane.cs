using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Models;

/// <summary>A row of the timeline: partitions that ran one after the other, in one place.</summary>
/// <param name="Host">The machine, as the distributor calls it; null: this one, or nobody told.</param>
/// <param name="Partitions">The places of its partitions in the log, in order of time.</param>
internal sealed record Lane(int Worker, string? Host, IReadOnlyList<int> Partitions)
{
    public string Name => Host is null ? FormattableString.Invariant($"worker {Worker}") : FormattableString.Invariant($"{Host} ({Worker})");

    public static IReadOnlyList<Lane> Of(LogDocument log) =>
    [
        .. Enumerable.Range(0, log.Partitions.Count).Where(i => log.Partitions[i].HasWorker)
            .GroupBy(i => (log.Partitions[i].Host, log.Partitions[i].Worker))
            .OrderBy(g => g.Key.Host, StringComparer.Ordinal).ThenBy(g => g.Key.Worker)
            .Select(g => new Lane(g.Key.Worker, g.Key.Host, [.. g.OrderBy(i => log.Partitions[i].StartedMs).ThenBy(i => i)])),
    ];
}
