namespace LtoPar.Backend.Partitions;

/// <summary>Removes the suffix that promotion has added, which leaves the user's name.</summary>
internal static class PromotedSuffix
{
    public static string Remove(string name) => name.IndexOf(".lto_par.", StringComparison.Ordinal) is var at && at > 0 ? name[..at] : name;
}
