using LtoPar.Cache;
using LtoPar.Cache.Pruning;

namespace LtoPar.Driver.Caching;

/// <summary>The cache that a command line asks for.</summary>
internal sealed record CacheRequest(CacheFolder Folder, CachePolicy Policy);
