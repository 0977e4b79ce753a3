using LtoPar.Cache;

namespace LtoPar.Driver.Caching;

/// <summary>
/// Where hashes of libraries are remembered for runs that have a remote cache and no folder of their own: lto-par's place among the user's caches, by the XDG
/// base directories. Nothing else is written there.
/// </summary>
internal static class UserFolder
{
    /// <returns>Null: there is none, and none can be made.</returns>
    public static CacheFolder? Find()
    {
        string caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set && Path.IsPathRooted(set) ? set
            : Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home && Path.IsPathRooted(home) ? Path.Combine(home, ".cache")
            : "";
        if (caches.Length == 0)
        {
            return null;
        }

        try
        {
            return new CacheFolder(Directory.CreateDirectory(Path.Combine(caches, "lto-par")).FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
