namespace LtoPar.RemoteApis.Http;

/// <summary>What a user says of a remote cache.</summary>
public sealed class RemoteCacheSettings(ServerAddress address)
{
    /// <summary>The shortest time in which a request has failed.</summary>
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(10);

    public ServerAddress Address => address;

    /// <summary>Objects are taken from it, and none are given to it.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Sent with each request, and shown nowhere.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The certificates to trust; null: those of the system.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>How long the run waits for one answer, and at its end for all that was sent; null: as long as it is worth (Store/Patience.cs).</summary>
    public TimeSpan? Wait { get; init; }

    internal TimeSpan RequestTimeout => Wait > s_least ? Wait.Value : s_least;
}
