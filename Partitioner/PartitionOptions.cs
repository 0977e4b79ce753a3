namespace LtoPar.Partitioner;

/// <summary>Everything that decides a cut besides the program itself. Nothing here depends on -j, the host or time.</summary>
public sealed record PartitionOptions
{
    public const int DefaultMaxFunctions = 100;
    public const long DefaultMaxSize = 20_000;
    public const int DefaultMaxPartitions = 128;

    public PartitionStrategy Strategy { get; init; } = PartitionStrategy.Dfs;

    /// <summary>Most function definitions in a partition. At least 1.</summary>
    public int MaxFunctions { get; init; } = DefaultMaxFunctions;

    /// <summary>Most IR instructions in a partition. At least 1.</summary>
    public long MaxSize { get; init; } = DefaultMaxSize;

    /// <summary>
    /// Most partitions; null means <see cref="DefaultMaxPartitions"/>, and no bound for <see cref="PartitionStrategy.Max"/>. It wins over the two
    /// size bounds: they are raised until the count fits, and a note in the plan says to what.
    /// </summary>
    public int? MaxPartitions { get; init; }
}
