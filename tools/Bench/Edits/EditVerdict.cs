namespace LtoPar.Bench.Edits;

/// <summary>
/// What an edit made a cache compile again, and what of that could not be helped: a partition is *necessarily changed* where it defines, or knows of others,
/// something that no partition of the build before defined or knew.
/// </summary>
/// <param name="Partitions">Of the build after the edit.</param>
/// <param name="Necessary">Those that are necessarily changed.</param>
/// <param name="Recompiled">Those that were not in the cache.</param>
/// <param name="Moved">Of these, not necessarily changed: some partition before had other things in it.</param>
/// <param name="Renumbered">Of these, not necessarily changed, though a partition before had just the same things in it: the bytes tell something else.</param>
/// <param name="Extra">The names of what was compiled without need.</param>
internal sealed record EditVerdict(int Partitions, int Necessary, int Recompiled, int Moved, int Renumbered, IReadOnlyList<string> Extra)
{
    /// <param name="files">The partitions' texts, in the order of the partitions.</param>
    /// <param name="recompiled">Which partitions were compiled.</param>
    public static EditVerdict Of(CanonicalProgram before, CanonicalProgram after, IReadOnlyList<string> files, IReadOnlyList<bool> recompiled)
    {
        int necessary = 0, moved = 0, renumbered = 0;
        List<string> extra = [];
        for (int i = 0; i < after.Partitions.Count; i++)
        {
            IReadOnlySet<string> entities = after.Partitions[i];
            if (!entities.All(before.Known.Contains))
            {
                necessary++;
            }
            else if (recompiled[i])
            {
                bool isSame = before.Partitions.Any(p => p.SetEquals(entities));
                (moved, renumbered) = isSame ? (moved, renumbered + 1) : (moved + 1, renumbered);
                extra.Add($"{Path.GetFileNameWithoutExtension(files[i])}:{(isSame ? "renumbered" : "moved")}");
            }
        }

        return new EditVerdict(after.Partitions.Count, necessary, recompiled.Count(r => r), moved, renumbered, extra);
    }
}
