using System.Text.RegularExpressions;

namespace LtoPar.Backend.Partitions;

/// <summary>Removes the suffix that promotion has added, which leaves the user's name.</summary>
public static partial class PromotedSuffix
{
    public static string Remove(string name) => name.IndexOf(".lto_par.", StringComparison.Ordinal) is var at && at > 0 ? name[..at] : name;

    /// <param name="text">It may have several names in it.</param>
    public static string RemoveAll(string text) => Suffix().Replace(text, "");

    [GeneratedRegex(@"\.lto_par\.\w+")]
    private static partial Regex Suffix();
}
