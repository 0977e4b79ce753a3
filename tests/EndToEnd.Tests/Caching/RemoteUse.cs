using System.Text.Json;

namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>What --stats-json says of the remote cache.</summary>
/// <param name="Misses">Reasons, and the partitions that each is of.</param>
internal sealed record RemoteUse(int Hits, int Uploaded, params (string Reason, int Partitions)[] Misses)
{
    public static RemoteUse Of(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement remote = document.RootElement.GetProperty("cache").GetProperty("remote");
        Assert.Equal(0, remote.GetProperty("not_uploaded").GetInt32());
        return new RemoteUse(
            remote.GetProperty("hits").GetInt32(),
            remote.GetProperty("uploaded").GetInt32(),
            [.. remote.GetProperty("misses").EnumerateArray().Select(m => (m.GetProperty("reason").GetString()!, m.GetProperty("partitions").GetInt32()))]);
    }

    public bool Equals(RemoteUse? other) => other is not null && Hits == other.Hits && Uploaded == other.Uploaded && Misses.SequenceEqual(other.Misses);

    public override int GetHashCode() => HashCode.Combine(Hits, Uploaded);
}
