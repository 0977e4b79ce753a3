namespace LtoPar.Linkage;

/// <summary>The options that decide which bodies a partition sees besides its own, so that it can inline them.</summary>
public sealed record ImportOptions
{
    /// <summary>Instructions: more inlines more where it gains nothing, and makes code larger (docs/performance.md).</summary>
    public const long DefaultLimit = 100;

    private const int DecayPercent = 85;

    /// <summary>The largest function that is imported for what a partition defines, in instructions; 0: none is, but those that are always inlined.</summary>
    public long Limit { get; init; } = DefaultLimit;

    /// <summary>The limit for what an imported function calls.</summary>
    public static long Below(long limit) => limit * DecayPercent / 100;
}
