namespace LtoPar.Cache;

/// <summary>What a cache's folder holds.</summary>
/// <param name="Entries">Values, whole or damaged: they are not read for it.</param>
/// <param name="Bytes">Those of the entries' files.</param>
public readonly record struct CacheContents(int Entries, long Bytes)
{
    public static CacheContents Of(CacheFolder folder)
    {
        FileInfo[] entries = [.. folder.Files().Where(CacheFolder.IsEntry)];
        return new CacheContents(entries.Length, entries.Sum(f => f.Length));
    }
}
