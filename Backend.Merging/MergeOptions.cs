using LtoPar.Backend.Slots;

namespace LtoPar.Backend.Merging;

/// <summary>The options that decide the merged module besides the job.</summary>
public sealed record MergeOptions
{
    /// <summary>No code outside of what is merged derives from its classes: virtual calls may be bound (LLVM's -whole-program-visibility).</summary>
    public bool WholeProgramVisibility { get; init; }

    /// <summary>The names of slots, besides what the sources mark.</summary>
    public IReadOnlyList<SlotPattern> Slots { get; init; } = [];
}
