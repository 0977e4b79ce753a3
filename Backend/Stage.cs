namespace LtoPar.Backend;

/// <summary>The work that remains to be done on the input.</summary>
public enum Stage
{
    /// <summary>The input has been merged and nothing more: run IPO on it as a whole, then go on as for <see cref="PostInline"/>.</summary>
    Ipo,

    /// <summary>
    /// The same, but run on the whole only the passes that need it (<see cref="LtoPar.Backend.Ipo.WholeProgramPasses"/>), then go on as for
    /// <see cref="PartitionIpo"/>.
    /// </summary>
    ParallelIpo,

    /// <summary>
    /// The passes that need the whole program have run, or are not needed: run IPO on each partition, which sees the bodies that it may want to
    /// inline, then go on as for <see cref="PostInline"/>.
    /// </summary>
    PartitionIpo,

    /// <summary>The passes that need the whole program have run; the function passes that LLVM runs between inlining and the rest have not.</summary>
    PostInline,

    /// <summary>The input has been through IPO: run the rest of the LTO pipeline on each partition, then generate code.</summary>
    PostIpo,

    /// <summary>The input is fully optimised: generate code only.</summary>
    Codegen,
}
