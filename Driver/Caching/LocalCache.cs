using LtoPar.Cache;
using LtoPar.Cache.Pruning;

namespace LtoPar.Driver.Caching;

/// <summary>A cache's folder, and what is removed from it.</summary>
internal sealed record LocalCache(CacheFolder Folder, CachePolicy Policy);
