namespace LtoPar.Backend.Verification;

/// <summary>What a relocation refers to.</summary>
/// <param name="Exact">The target; null where only its section can be told.</param>
/// <param name="Section">The source name of a section that the target shares with others; null when Exact says all.</param>
internal readonly record struct RelocationTarget(string? Exact, string? Section)
{
    /// <summary>As far as both can tell.</summary>
    public bool IsLike(RelocationTarget other) => Exact is null || other.Exact is null ? Section == other.Section : Exact == other.Exact;

    public override string ToString() => Exact ?? $"something in '{Section}'";
}
