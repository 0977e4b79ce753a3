using System.Security.Cryptography.X509Certificates;

namespace LtoPar.Distributors.Reapi.Calls;

/// <summary>What a user says of the servers, the same of all.</summary>
internal sealed record ServerSettings
{
    /// <summary>The part of a server that is meant, where it has several; "": it has not.</summary>
    public string Instance { get; init; } = "";

    /// <summary>Sent with each call, and shown nowhere.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Null: those of the system.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>This machine's own, with its key; null: none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The longest that one try of a job may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);
}
