using LtoPar.Driver.Reports.StatisticsFile;

namespace LtoPar.Driver.Reports;

/// <summary>What a run had from its cache, counted in partitions.</summary>
/// <param name="Hits">Objects that were there.</param>
/// <param name="Misses">Objects that were not, and are now if the folder can be written.</param>
/// <param name="NotKept">Why others are never kept, and how many of each kind, sorted by reason.</param>
internal sealed record CacheReport(int Hits, int Misses, IReadOnlyList<(string Reason, int Partitions)> NotKept)
{
    /// <summary>Null: there is no remote cache.</summary>
    public RemoteReport? Remote { get; init; }

    public override string ToString() =>
        $"{Hits} hits, {Misses} misses" + string.Concat(NotKept.Select(n => $", {n.Partitions} not kept: {n.Reason}"));

    public CacheDocument ToDocument() => new(Hits, Misses, [.. NotKept.Select(n => new NotKeptDocument(n.Reason, n.Partitions))])
    {
        Remote = Remote?.ToDocument(),
    };
}
