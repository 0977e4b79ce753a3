using System.Text.RegularExpressions;
using LtoPar.Cache.Keys;

namespace LtoPar.Cache;

/// <summary>
/// The names in a cache's folder. An entry is XX/REST.ltopar, where XXREST is its key: a folder with a hundred thousand files is slow on some file systems.
/// While it is written it is called XX/REST.ltopar.tmpRANDOM. XX/REST.ltopar-why says what a key was made of (<see cref="KeyTrails"/>). Only what has such a
/// name is ever removed: the folder may be anybody's.
/// </summary>
/// <param name="Path">The folder; it need not be there.</param>
public sealed partial record CacheFolder(string Path)
{
    private const int Digits = 2;
    private const string EntrySuffix = ".ltopar";
    private const string TrailSuffix = ".ltopar-why";

    /// <summary>The file whose time is that of the last pruning.</summary>
    internal string Timestamp => Named("lto-par-cache.timestamp");

    /// <summary>The file that counts hits and misses.</summary>
    internal string Counters => Named("lto-par-cache.counters");

    /// <summary>The file that remembers the hashes of large files.</summary>
    internal string Identities => Named("lto-par-cache.identities");

    /// <summary>The file that keeps the folder out of backups (https://bford.info/cachedir).</summary>
    internal string Tag => Named("CACHEDIR.TAG");

    internal string EntryOf(CacheKey key) => System.IO.Path.Combine(Path, key.Hex[..Digits], key.Hex[Digits..] + EntrySuffix);

    internal string TrailOf(CacheKey key) => System.IO.Path.Combine(Path, key.Hex[..Digits], key.Hex[Digits..] + TrailSuffix);

    /// <summary>Entries, trails, and what a process that was killed has left of them; none when there is no folder.</summary>
    internal IEnumerable<FileInfo> Files() =>
        from folder in Subfolders()
        from file in folder.EnumerateFiles()
        where EntryName().IsMatch(file.Name)
        select file;

    private IEnumerable<DirectoryInfo> Subfolders() => Directory.Exists(Path)
        ? new DirectoryInfo(Path).EnumerateDirectories().Where(d => FolderName().IsMatch(d.Name))
        : [];

    internal static bool IsEntry(FileInfo file) => file.Extension == EntrySuffix;

    internal static bool IsUnfinished(FileInfo file) => file.Extension is not (EntrySuffix or TrailSuffix);

    private string Named(string name) => System.IO.Path.Combine(Path, name);

    [GeneratedRegex("^[0-9a-f]{2}$")]
    private static partial Regex FolderName();

    [GeneratedRegex(@"^[0-9a-f]{62}\.ltopar(-why)?(\.tmp[0-9a-f]{32})?$")]
    private static partial Regex EntryName();
}
