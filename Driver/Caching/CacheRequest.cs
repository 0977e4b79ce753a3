using System.CommandLine;
using LtoPar.RemoteApis.Http;

namespace LtoPar.Driver.Caching;

/// <summary>The caches that a command line asks for, one of them at least.</summary>
/// <param name="Local">Null: none.</param>
/// <param name="Remote">Null: none.</param>
internal sealed record CacheRequest(LocalCache? Local, RemoteCacheSettings? Remote)
{
    /// <summary>Reads what a command line asks for.</summary>
    /// <returns>Null: no cache.</returns>
    public static CacheRequest? Read(CacheOptions local, RemoteCacheOptions remote, ParseResult result) =>
        new CacheRequest(local.Read(result), remote.Read(result)) is var request and not (null, null) ? request : null;

    /// <summary>
    /// The words of the distributor that compiles; empty: this machine does. They are in the keys: what other machines made, with whatever LLVM they have, is
    /// found by runs that ask the same distributor, and by no others.
    /// </summary>
    public IReadOnlyList<string> Distributor { get; init; } = [];
}
