using System.Text.Json;

namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>What --stats-json says of the cache.</summary>
/// <param name="NotKept">Reasons, and the partitions that each is of.</param>
internal sealed record CacheUse(int Hits, int Misses, params (string Reason, int Partitions)[] NotKept)
{
    public static CacheUse Of(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement cache = document.RootElement.GetProperty("cache");
        int fromCache = document.RootElement.GetProperty("partitions").EnumerateArray().Count(p => p.TryGetProperty("from_cache", out _));
        int hits = cache.GetProperty("hits").GetInt32();
        Assert.Equal(fromCache, hits);
        return new CacheUse(
            hits,
            cache.GetProperty("misses").GetInt32(),
            [.. cache.GetProperty("not_kept").EnumerateArray().Select(n => (n.GetProperty("reason").GetString()!, n.GetProperty("partitions").GetInt32()))]);
    }

    public bool Equals(CacheUse? other) => other is not null && Hits == other.Hits && Misses == other.Misses && NotKept.SequenceEqual(other.NotKept);

    public override int GetHashCode() => HashCode.Combine(Hits, Misses);
}
