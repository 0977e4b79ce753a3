using System.Text.Json.Serialization;

namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>What a run had from its cache, counted in partitions.</summary>
internal sealed record CacheDocument(int Hits, int Misses, IReadOnlyList<NotKeptDocument> NotKept)
{
    /// <summary>Null: there is no remote cache. Not in files of older builds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RemoteCacheDocument? Remote { get; init; }
}
