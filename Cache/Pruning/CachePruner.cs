namespace LtoPar.Cache.Pruning;

/// <summary>
/// Removes entries by a policy: those that were not used for long, then those that were used longest ago until the rest is small enough. Other processes may
/// read, write and prune meanwhile: an entry that is being read stays readable, one that is gone already is no error, and one that another process writes again
/// is there again. Only files that have names of the cache's are touched (<see cref="CacheFolder"/>).
/// </summary>
public static class CachePruner
{
    /// <summary>How old what a killed process left must be: no value takes as long to write.</summary>
    private static readonly TimeSpan s_abandoned = TimeSpan.FromHours(1);

    /// <summary>Prunes if the last time is long enough ago.</summary>
    /// <returns>Null: it is not.</returns>
    public static PruneResult? PruneIfDue(CacheFolder folder, CachePolicy policy)
    {
        if (!Directory.Exists(folder.Path))
        {
            return null;
        }

        FileInfo timestamp = new(folder.Timestamp);
        if (timestamp.Exists && policy.Interval > TimeSpan.Zero && DateTime.UtcNow - timestamp.LastWriteTimeUtc is var ago
            && ago >= TimeSpan.Zero && ago < policy.Interval)
        {
            return null;
        }

        // First, so that others do not begin as well.
        File.WriteAllBytes(folder.Timestamp, []);
        return Prune(folder, policy);
    }

    public static PruneResult Prune(CacheFolder folder, CachePolicy policy) => Prune(folder, policy, DateTime.UtcNow, FreeBytes(folder));

    /// <summary>Removes all entries.</summary>
    public static PruneResult Clear(CacheFolder folder)
    {
        Removal removal = new();
        foreach (FileInfo file in folder.Files())
        {
            removal.Remove(file);
        }

        foreach (string file in new[] { folder.Timestamp, folder.Counters, folder.Identities })
        {
            File.Delete(file);
        }

        return removal.Result([]);
    }

    /// <param name="free">Bytes that the file system has besides.</param>
    internal static PruneResult Prune(CacheFolder folder, CachePolicy policy, DateTime now, long free)
    {
        Removal removal = new();
        List<FileInfo> kept = [];
        foreach (FileInfo file in folder.Files())
        {
            TimeSpan age = now - file.LastWriteTimeUtc;
            bool isOld = CacheFolder.IsUnfinished(file) ? age > s_abandoned : policy.Expiration > TimeSpan.Zero && age > policy.Expiration;
            if (isOld)
            {
                removal.Remove(file);
            }
            else if (!CacheFolder.IsUnfinished(file))
            {
                kept.Add(file);
            }
        }

        kept.Sort((a, b) => b.LastWriteTimeUtc.CompareTo(a.LastWriteTimeUtc)); // the last goes first
        long bytes = kept.Sum(f => f.Length);
        long target = Target(policy, bytes, free);
        while (kept.Count > 0 && (bytes > target || (policy.Files > 0 && kept.Count > policy.Files)))
        {
            bytes -= kept[^1].Length;
            removal.Remove(kept[^1]);
            kept.RemoveAt(kept.Count - 1);
        }

        return removal.Result(kept);
    }

    private static long Target(CachePolicy policy, long bytes, long free)
    {
        long share = policy.SharePercent is > 0 and < 100 ? (long)((bytes + (double)free) * policy.SharePercent / 100) : long.MaxValue;
        return Math.Min(share, policy.Bytes > 0 ? policy.Bytes : long.MaxValue);
    }

    private static long FreeBytes(CacheFolder folder)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(folder.Path)).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return long.MaxValue; // a file system that does not say
        }
    }

    private sealed class Removal
    {
        private int _files;
        private long _bytes;

        public void Remove(FileInfo file)
        {
            try
            {
                long length = file.Length;
                file.Delete();
                _files++;
                _bytes += length;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process removed it first, or it is another user's.
            }
        }

        public PruneResult Result(List<FileInfo> left) => new(_files, _bytes, left.Count, left.Sum(f => f.Length));
    }
}
