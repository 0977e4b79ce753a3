using System.Globalization;
using LtoPar.Driver.Reports.StatisticsFile;
using LtoPar.RemoteApis.Store;

namespace LtoPar.Driver.Reports;

/// <summary>What a run had from its remote cache, counted in partitions.</summary>
/// <param name="Hits">Objects that came from it.</param>
/// <param name="Misses">Why others did not, and how many of each kind, in the order of <see cref="LookupOutcome"/>.</param>
/// <param name="Uploaded">Values that it has now; a run that is kept whole is one more than its objects.</param>
/// <param name="NotUploaded">Values that it was to have, and has not.</param>
/// <param name="Waited">The time that workers waited for it, together, and the end of the run.</param>
internal sealed record RemoteReport(int Hits, IReadOnlyList<(string Reason, int Partitions)> Misses, int Uploaded, int NotUploaded, TimeSpan Waited)
{
    /// <param name="outcomes">How often each came of a lookup.</param>
    public static RemoteReport Of(IReadOnlyList<int> outcomes, RemoteStore store) => new(
        outcomes[(int)LookupOutcome.Hit],
        [.. Enum.GetValues<LookupOutcome>().Where(o => o != LookupOutcome.Hit && outcomes[(int)o] > 0).Select(o => (Words(o), outcomes[(int)o]))],
        store.Uploaded,
        store.NotUploaded,
        store.Waited);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Hits} hits{string.Concat(Misses.Select(m => $", {m.Partitions} {m.Reason}"))}, {Uploaded} uploaded"
            + $"{(NotUploaded > 0 ? $", {NotUploaded} not uploaded" : "")}, waited {Waited.TotalMilliseconds:0.0} ms");

    public RemoteCacheDocument ToDocument() =>
        new(Hits, [.. Misses.Select(m => new RemoteMissDocument(m.Reason, m.Partitions))], Uploaded, NotUploaded, Waited.TotalMilliseconds);

    /// <summary>What came of a lookup that brought nothing, in words.</summary>
    public static string Words(LookupOutcome outcome) => outcome switch
    {
        LookupOutcome.NotThere => "not there",
        LookupOutcome.BlobGone => "with the blob gone",
        LookupOutcome.NoAnswer => "not answered in time",
        LookupOutcome.Failed => "failed",
        LookupOutcome.NotAsked => "not asked for",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
