namespace LtoPar.Driver.Reporting.Comparing;

/// <summary>What became of a partition from one run to the other, in the order in which it is told.</summary>
internal enum ChangeKind
{
    Added,
    Gone,
    Slower,

    /// <summary>It came from the cache before.</summary>
    NowCompiled,
    Faster,

    /// <summary>It was compiled before, and comes from the cache now.</summary>
    NowCached,
    Same,
}
