using LtoPar.Backend.Merging.Sources;

namespace LtoPar.Backend.Merging;

/// <summary>The options that decide the merged module besides the job.</summary>
public sealed record MergeOptions
{
    /// <summary>No code outside of what is merged derives from its classes: virtual calls may be bound (LLVM's -whole-program-visibility).</summary>
    public bool WholeProgramVisibility { get; init; }

    /// <summary>Names that the linker wraps (--wrap): undefined references to NAME mean __wrap_NAME, and __real_NAME is the definition.</summary>
    public IReadOnlyCollection<string> Wrapped { get; init; } = [];

    /// <summary>Commons of native objects, for linkers that take the size of a common from what is merged alone.</summary>
    public IReadOnlyCollection<NativeCommon> NativeCommons { get; init; } = [];
}
