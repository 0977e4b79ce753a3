using LtoPar.Backend.Verification.Changes;
using LtoPar.Cache;
using LtoPar.Cache.Keys;
using LtoPar.Elf;
using LtoPar.Platform;

namespace LtoPar.Driver.Caching;

/// <summary>
/// Tells which functions and variables of a partition were others when it was compiled again. Runs note no more for it than the parts of keys: both keys still
/// name objects in the cache, and these are compared.
/// </summary>
/// <param name="all">The trails of all partitions of the output: an edit may move a partition to another number.</param>
internal sealed class ChangedCode(CacheFolder folder, IReadOnlyList<KeyTrail> all)
{
    private const int MostNames = 8;

    private readonly ObjectStore _store = new(folder, _ => { });

    /// <returns>Empty where the partition's content was not what changed.</returns>
    public string Text(KeyTrail trail)
    {
        if (!trail.Differences.Contains(CompileKey.Bitcode))
        {
            return "";
        }

        if (Find(trail.Now) is not { } now || Nearest(trail, now) is not { } before)
        {
            return "; its objects are no longer in the cache";
        }

        ObjectChanges changes = ObjectChanges.Between(before, now);
        return changes.IsEmpty
            ? "; the same code and variables"
            : string.Concat(Names("changed", changes.Changed), Names("new", changes.Added), Names("gone", changes.Removed));
    }

    /// <summary>The object that the partition had before, or the one that shares more names with it where that is no half of them.</summary>
    private ElfObject? Nearest(KeyTrail trail, ElfObject now)
    {
        ElfObject? own = Find(trail.Before);
        int needed = ObjectChanges.CountShared(now, now) / 2;
        return own is not null && ObjectChanges.CountShared(own, now) >= needed
            ? own
            : all.Where(t => !t.Now.SequenceEqual(trail.Now)).SelectMany(t => new[] { t.Before, t.Now }).Select(Find).Prepend(own).OfType<ElfObject>()
                .MaxBy(o => ObjectChanges.CountShared(o, now));
    }

    private ElfObject? Find(IReadOnlyList<KeyPart> parts)
    {
        try
        {
            return _store.Find(KeyRecord.KeyOf(parts)) is { } bytes ? ElfObject.Read(bytes, folder.Path) : null;
        }
        catch (LtoParException)
        {
            // Another kind of object, or of another machine than is read.
            return null;
        }
    }

    private static string Names(string what, IReadOnlyList<string> names) => names.Count == 0 ? "" : $"; {what}: {string.Join(", ", names.Take(MostNames))}"
        + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
}
