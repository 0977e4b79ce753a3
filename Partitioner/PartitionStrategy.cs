namespace LtoPar.Partitioner;

public enum PartitionStrategy
{
    /// <summary>Depth-first over the call graph, the spanning tree cut into bounded pieces.</summary>
    Dfs,

    /// <summary>Everything in one partition.</summary>
    One,

    /// <summary>Every must-stay-together group in a partition of its own. For tests, as GCC's -flto-partition=max is.</summary>
    Max,

    /// <summary>The linear order cut near the target size where the crossing weight is lowest, as GCC's balanced map.</summary>
    Balanced,
}
