using LtoPar.Cache;
using LtoPar.Cache.Keys;
using LtoPar.Driver.Reports;
using LtoPar.RemoteApis.Store;

namespace LtoPar.Driver.Caching;

/// <summary>What came of one partition's way to the cache.</summary>
/// <param name="Kind">"hit", "miss" or "not kept".</param>
/// <param name="Why">Where the object came from, what made its key another one, or why no cache may have it.</param>
internal sealed record CacheOutcome(string Kind, string Why)
{
    public static CacheOutcome Hit(LookupOutcome? remote) => new("hit", remote == LookupOutcome.Hit ? "from the remote cache" : "from the folder");

    public static CacheOutcome NotKept(string why) => new("not kept", why);

    /// <param name="before">What the partition's key was made of before: empty where it is the first, null where nobody remembers.</param>
    /// <param name="remote">What came of asking the server; null: there is none.</param>
    public static CacheOutcome Miss(IReadOnlyList<KeyPart>? before, IReadOnlyList<KeyPart> now, LookupOutcome? remote)
    {
        string? local = before switch
        {
            null => null,
            [] => "compiled for the first time",
            _ => KeyTrail.Between(before, now) is { Count: > 0 } parts
                ? $"{string.Join(", ", parts)} changed"
                : "nothing changed, and its object is gone or was not kept",
        };
        string? far = remote is { } outcome ? $"remote: {RemoteReport.Words(outcome)}" : null;
        return new CacheOutcome("miss", string.Join("; ", new[] { local, far }.Where(w => w is not null)) is { Length: > 0 } why ? why : "not there");
    }
}
