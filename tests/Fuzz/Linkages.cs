namespace LtoPar.Fuzz;

/// <summary>Linkage and visibility as the text IR spells them.</summary>
internal static class Linkages
{
    public static bool IsLocal(string linkage) => linkage is "internal" or "private";

    /// <summary>Any linkage of a definition that no other object overrides, with a visibility that it may have.</summary>
    public static string Any(SplitMix random)
    {
        string linkage = random.Pick("internal", "internal", "internal", "private", "", "", "linkonce_odr", "linkonce", "weak_odr", "weak");
        if (IsLocal(linkage))
        {
            return linkage;
        }

        string visibility = random.Pick("", "", "hidden", "protected");
        return $"{linkage} {visibility}".Trim();
    }

    /// <summary>A linkage under which the definition is certainly emitted and seen by other objects.</summary>
    public static string Exported(SplitMix random) => random.Pick("", "", "protected", "hidden", "weak", "weak_odr", "weak hidden");

    /// <summary>Linkages whose definition cannot be replaced at link time: what the optimiser and an aliasee may rely on.</summary>
    public static string Strong(SplitMix random) => random.Pick("internal", "internal", "private", "", "hidden", "protected");
}
