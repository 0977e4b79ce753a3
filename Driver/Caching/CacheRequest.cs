using LtoPar.RemoteApis.Http;

namespace LtoPar.Driver.Caching;

/// <summary>The caches that a command line asks for, one of them at least.</summary>
/// <param name="Local">Null: none.</param>
/// <param name="Remote">Null: none.</param>
internal sealed record CacheRequest(LocalCache? Local, RemoteCacheSettings? Remote);
