namespace LtoPar.Backend.Merging;

/// <summary>What besides the job decides the merged module.</summary>
public sealed record MergeOptions
{
    /// <summary>No code outside of what is merged derives from its classes: virtual calls may be bound (LLVM's -whole-program-visibility).</summary>
    public bool WholeProgramVisibility { get; init; }
}
