using LtoPar.Cache.Keys;

namespace LtoPar.Cache.Tests;

public sealed class ObjectStoreTests : IDisposable
{
    private static readonly CacheKey s_key = new KeyRecord().Add("name", "one").Seal();
    private static readonly byte[] s_value = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];

    private readonly CacheTestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_stored_is_found_by_its_key_alone()
    {
        ObjectStore store = _folder.Store();
        Assert.Null(store.Find(s_key));
        store.Store(s_key, s_value);
        Assert.Equal(s_value, store.Find(s_key));
        Assert.Equal(s_value, _folder.Store().Find(s_key));
        Assert.Null(store.Find(new KeyRecord().Add("name", "two").Seal()));
        Assert.Empty(_folder.Warnings);
    }

    [Fact]
    public void An_empty_value_is_a_value()
    {
        ObjectStore store = _folder.Store();
        store.Store(s_key, []);
        Assert.Equal(Array.Empty<byte>(), store.Find(s_key));
    }

    [Fact]
    public void Any_flipped_bit_is_a_miss_and_is_replaced()
    {
        ObjectStore store = _folder.Store();
        store.Store(s_key, s_value);
        string file = _folder.Files().Single(f => f.EndsWith(".ltopar", StringComparison.Ordinal));
        byte[] whole = File.ReadAllBytes(file);
        for (int at = 0; at < whole.Length; at += at < 100 ? 1 : 37)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(file, damaged);
            Assert.Null(store.Find(s_key));
        }

        store.Store(s_key, s_value);
        Assert.Equal(s_value, store.Find(s_key));
        Assert.Empty(_folder.Warnings);
    }

    [Fact]
    public void A_file_of_another_length_is_a_miss()
    {
        ObjectStore store = _folder.Store();
        store.Store(s_key, s_value);
        string file = _folder.Files().Single(f => f.EndsWith(".ltopar", StringComparison.Ordinal));
        byte[] whole = File.ReadAllBytes(file);
        foreach (int length in new[] { 0, 1, 87, 88, 500, whole.Length - 1 })
        {
            File.WriteAllBytes(file, whole[..length]);
            Assert.Null(store.Find(s_key));
        }

        File.WriteAllBytes(file, [.. whole, 0]);
        Assert.Null(store.Find(s_key));
    }

    [Fact]
    public void An_entry_under_another_ones_name_is_a_miss()
    {
        ObjectStore store = _folder.Store();
        store.Store(s_key, s_value);
        string file = _folder.Files().Single(f => f.EndsWith(".ltopar", StringComparison.Ordinal));
        CacheKey other = new KeyRecord().Add("name", "two").Seal();
        string moved = _folder.Cache.EntryOf(other);
        Directory.CreateDirectory(Path.GetDirectoryName(moved)!);
        File.Copy(file, moved);
        Assert.Null(store.Find(other));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said_once()
    {
        File.WriteAllText(_folder.Cache.Path, "a file");
        ObjectStore store = _folder.Store();
        store.Prepare();
        store.Store(s_key, s_value);
        store.Store(s_key, s_value);
        Assert.Null(store.Find(s_key));
        string warning = Assert.Single(_folder.Warnings);
        Assert.StartsWith($"{_folder.Cache.Path}: the cache cannot be made: ", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_value_cannot_be_written_nothing_is_left()
    {
        ObjectStore store = _folder.Store();
        store.Prepare();
        Directory.CreateDirectory(_folder.Cache.EntryOf(s_key)); // in the value's place
        store.Store(s_key, s_value);
        Assert.Null(store.Find(s_key));
        Assert.Equal(["CACHEDIR.TAG"], _folder.Files().Select(f => Path.GetFileName(f)));
        Assert.Single(_folder.Warnings);
    }

    [Fact]
    public void Many_threads_read_and_write_the_same_entries()
    {
        ObjectStore store = _folder.Store();
        CacheKey[] keys = [.. Enumerable.Range(0, 4).Select(i => new KeyRecord().Add("name", $"{i}").Seal())];
        Parallel.For(0, 200, i =>
        {
            CacheKey key = keys[i % keys.Length];
            byte[] value = [.. s_value, (byte)(i % keys.Length)];
            byte[]? found = store.Find(key);
            Assert.True(found is null || found.AsSpan().SequenceEqual(value));
            store.Store(key, value);
            Assert.Equal(value, store.Find(key));
        });
        Assert.Empty(_folder.Warnings);
        Assert.Equal(keys.Length, _folder.Files().Length);
    }

    [Fact]
    public void A_hit_makes_an_entry_young()
    {
        ObjectStore store = _folder.Store();
        store.Store(s_key, s_value);
        string file = _folder.Cache.EntryOf(s_key);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-3));
        store.Find(s_key);
        Assert.True(DateTime.UtcNow - File.GetLastWriteTimeUtc(file) < TimeSpan.FromHours(1));
    }

    [Fact]
    public void Contents_and_counters_are_told()
    {
        ObjectStore store = _folder.Store();
        Assert.Equal(default, CacheContents.Of(_folder.Cache));
        Assert.Equal(default, CacheCounters.Read(_folder.Cache));
        store.Prepare();
        store.Store(s_key, s_value);
        Assert.Equal(new CacheContents(1, new FileInfo(_folder.Cache.EntryOf(s_key)).Length), CacheContents.Of(_folder.Cache));
        new CacheCounters(3, 4).AddTo(_folder.Cache);
        new CacheCounters(10, 0).AddTo(_folder.Cache);
        Assert.Equal(new CacheCounters(13, 4), CacheCounters.Read(_folder.Cache));
    }

    [Fact]
    public void The_hash_of_a_file_is_remembered_until_the_file_changes()
    {
        _folder.Store().Prepare();
        string file = Path.Combine(_folder.Cache.Path, "tool");
        File.WriteAllText(file, "first");
        DateTime time = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(file, time);
        string first = new FileIdentities(_folder.Cache).Of(file);
        Assert.Equal(FileIdentities.HashOf(file), first);

        // Same size and time: the file is not read, which nobody could see otherwise.
        File.WriteAllText(file, "secnd");
        File.SetLastWriteTimeUtc(file, time);
        Assert.Equal(first, new FileIdentities(_folder.Cache).Of(file));

        File.SetLastWriteTimeUtc(file, time.AddSeconds(1));
        Assert.NotEqual(first, new FileIdentities(_folder.Cache).Of(file));
        File.WriteAllText(Path.Combine(_folder.Cache.Path, "lto-par-cache.identities"), "no such thing\n\n \n");
        Assert.NotEqual(first, new FileIdentities(_folder.Cache).Of(file));
    }
}
