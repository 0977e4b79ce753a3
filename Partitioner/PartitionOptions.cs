using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>Everything that decides a cut besides the program itself. Nothing here depends on -j, the host or time.</summary>
public sealed record PartitionOptions
{
    /// <summary>The smallest automatic bound on functions.</summary>
    public const int LeastMaxFunctions = 100;
    public const int DefaultMaxPartitions = 128;

    public PartitionStrategy Strategy { get; init; } = PartitionStrategy.Dfs;

    /// <summary>
    /// Most function definitions in a partition, at least 1. Null: one for every 64 instructions of the other bound, at least
    /// <see cref="LeastMaxFunctions"/>.
    /// </summary>
    public int? MaxFunctions { get; init; }

    /// <summary>
    /// Most IR instructions in a partition, at least 1. Null: from the size of the program and its number of symbols
    /// (<see cref="AutomaticBounds"/>).
    /// </summary>
    public long? MaxSize { get; init; }

    /// <summary>The program has not been through the inliner: a local function with one caller stays with it, if possible.</summary>
    public bool BeforeInlining { get; init; }

    /// <summary>
    /// Most partitions; null means <see cref="DefaultMaxPartitions"/>, and no bound for <see cref="PartitionStrategy.Max"/>. It wins over the two
    /// size bounds: they are raised until the count fits, and a note in the plan says to what.
    /// </summary>
    public int? MaxPartitions { get; init; }

    /// <summary>The same with the automatic bounds named: another program cut by them has partitions of the same size.</summary>
    public PartitionOptions ResolvedFor(ProgramGraph graph)
    {
        Bounds bounds = AutomaticBounds.Resolve(graph, this);
        return this with { MaxFunctions = bounds.MaxFunctions, MaxSize = bounds.MaxSize };
    }
}
