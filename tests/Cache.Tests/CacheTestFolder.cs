namespace LtoPar.Cache.Tests;

/// <summary>A cache's folder for one test; gone when disposed.</summary>
internal sealed class CacheTestFolder : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("lto-par-test-").FullName;

    public CacheTestFolder() => Cache = new CacheFolder(Path.Combine(_parent, "cache"));

    public CacheFolder Cache { get; }

    public List<string> Warnings { get; } = [];

    public ObjectStore Store() => new(Cache, Warnings.Add);

    /// <summary>The paths of the files in the cache, sorted.</summary>
    public string[] Files() => [.. Directory.GetFiles(Cache.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
