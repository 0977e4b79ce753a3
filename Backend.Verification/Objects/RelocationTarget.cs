namespace LtoPar.Backend.Verification.Objects;

/// <summary>The target of a relocation.</summary>
/// <param name="Exact">The target; null where only its section can be told.</param>
/// <param name="Section">The source name of a section that the target shares with others; null when Exact says all.</param>
internal readonly record struct RelocationTarget(string? Exact, string? Section)
{
    public const string ConstantPrefix = "constant ";

    /// <summary>The bytes from the target to the end of its section, where that is read-only data.</summary>
    public ReadOnlyMemory<byte> Contents { get; init; }

    /// <summary>Whether two targets are the same, as far as both can tell.</summary>
    public bool IsLike(RelocationTarget other) =>
        Exact is null || other.Exact is null ? Section == other.Section || Contains(other) || other.Contains(this) : Exact == other.Exact;

    public override string ToString() => Exact ?? $"something in '{Section}'";

    /// <summary>Some targets pool the strings of an object in one variable (PowerPC), which a partition with one string does not do.</summary>
    private bool Contains(RelocationTarget constant)
    {
        if (Exact is not null || constant.Exact?.StartsWith(ConstantPrefix, StringComparison.Ordinal) != true)
        {
            return false;
        }

        byte[] value = Convert.FromHexString(constant.Exact.AsSpan(ConstantPrefix.Length));
        return value.Length > 0 && Contents.Span.StartsWith(value);
    }
}
