using LtoPar.Cache.Keys;
using LtoPar.Cache.Pruning;

namespace LtoPar.Cache.Tests.Pruning;

public sealed class CachePrunerTests : IDisposable
{
    private const long Free = 1 << 30;

    private static readonly CachePolicy s_nothing = new() { Expiration = TimeSpan.Zero, SharePercent = 0, Bytes = 0, Files = 0 };

    private readonly CacheTestFolder _folder = new();

    public CachePrunerTests() => _folder.Store().Prepare();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_not_used_for_long_goes()
    {
        Add("old", hours: 30);
        Add("young", hours: 20);
        Assert.Equal(1, Prune(s_nothing with { Expiration = TimeSpan.FromDays(1) }).Removed);
        Assert.Equal((false, true), (Has("old"), Has("young")));
    }

    [Fact]
    public void The_oldest_go_until_the_rest_is_small_enough()
    {
        Add("a", hours: 4);
        Add("b", hours: 3);
        Add("c", hours: 2);
        Add("d", hours: 1);
        long each = new FileInfo(_folder.Cache.EntryOf(Key("a"))).Length;
        Assert.Equal(1, Prune(s_nothing with { Files = 3 }).Removed);
        Assert.Equal(1, Prune(s_nothing with { Bytes = (2 * each) + 1 }).Removed);
        Assert.Equal((false, false, true, true), (Has("a"), Has("b"), Has("c"), Has("d")));
        PruneResult result = CachePruner.Prune(_folder.Cache, s_nothing with { SharePercent = 50 }, DateTime.UtcNow, free: 0);
        Assert.Equal(new PruneResult(1, each, 1, each), result);
        Assert.True(Has("d"));
        Assert.Equal(0, Prune(s_nothing with { SharePercent = 50 }).Removed);
        Assert.Equal(0, Prune(s_nothing).Removed);
    }

    [Fact]
    public void Only_files_of_the_cache_are_removed()
    {
        Add("a", hours: 100);
        string entry = _folder.Cache.EntryOf(Key("a"));
        string[] others =
        [
            Path.Combine(_folder.Cache.Path, "notes.txt"),
            Path.Combine(Path.GetDirectoryName(entry)!, "notes.ltopar"),
            Path.Combine(Path.GetDirectoryName(entry)!, Path.GetFileName(entry) + ".orig"),
            Path.Combine(_folder.Cache.Path, Path.GetFileName(entry)),
            Path.Combine(_folder.Cache.Path, "xyz", Path.GetFileName(entry)),
        ];
        Directory.CreateDirectory(Path.Combine(_folder.Cache.Path, "xyz"));
        Array.ForEach(others, f => File.WriteAllText(f, "mine"));
        CachePruner.Clear(_folder.Cache);
        Assert.Equal(others.Append(_folder.Cache.Tag).Order(StringComparer.Ordinal), _folder.Files());
    }

    [Fact]
    public void What_killed_processes_left_goes_when_it_is_old()
    {
        Add("a", hours: 0);
        string unfinished = $"{_folder.Cache.EntryOf(Key("a"))}.tmp{Guid.NewGuid():N}";
        File.WriteAllText(unfinished, "half of an ent");
        Prune(s_nothing);
        Assert.True(File.Exists(unfinished));
        Assert.Equal(1, CacheContents.Of(_folder.Cache).Entries);
        File.SetLastWriteTimeUtc(unfinished, DateTime.UtcNow.AddHours(-2));
        Prune(s_nothing);
        Assert.False(File.Exists(unfinished));
        Assert.True(Has("a"));
    }

    [Fact]
    public void It_is_not_done_again_before_the_interval_is_over()
    {
        CachePolicy policy = new() { Interval = TimeSpan.FromHours(1), Files = 1 };
        Assert.NotNull(CachePruner.PruneIfDue(_folder.Cache, policy));
        Add("a", hours: 2);
        Add("b", hours: 1);
        Assert.Null(CachePruner.PruneIfDue(_folder.Cache, policy));
        File.SetLastWriteTimeUtc(_folder.Cache.Timestamp, DateTime.UtcNow.AddMinutes(-61));
        Assert.Equal(1, CachePruner.PruneIfDue(_folder.Cache, policy)!.Value.Removed);
        Assert.Equal(0, CachePruner.PruneIfDue(_folder.Cache, policy with { Interval = TimeSpan.Zero })!.Value.Removed);
        Assert.Null(CachePruner.PruneIfDue(new CacheFolder(_folder.Cache.Path + "/none"), policy));
    }

    private static CacheKey Key(string name) => new KeyRecord().Add("name", name).Seal();

    private PruneResult Prune(CachePolicy policy) => CachePruner.Prune(_folder.Cache, policy, DateTime.UtcNow, Free);

    private void Add(string name, int hours)
    {
        _folder.Store().Store(Key(name), new byte[1000]);
        File.SetLastWriteTimeUtc(_folder.Cache.EntryOf(Key(name)), DateTime.UtcNow.AddHours(-hours));
    }

    private bool Has(string name) => File.Exists(_folder.Cache.EntryOf(Key(name)));
}
