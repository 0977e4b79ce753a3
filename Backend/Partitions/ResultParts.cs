namespace LtoPar.Backend.Partitions;

/// <summary>Says what is wanted of compiling a partition: by default its object alone. None of it changes the object.</summary>
public readonly record struct ResultParts
{
    /// <summary>Whether <see cref="PartitionResult.ReadsFiles"/> is asked for.</summary>
    public bool LooksForFiles { get; init; }

    /// <summary>Whether <see cref="PartitionResult.Optimized"/> is asked for.</summary>
    public bool KeepsOptimized { get; init; }

    /// <summary>No code is generated: the object is empty.</summary>
    public bool LeavesOutObject { get; init; }

    /// <summary>The shortest run of a pass that is in <see cref="PartitionResult.Passes"/>, in microseconds; null: nobody asks for passes.</summary>
    public int? PassGranularity { get; init; }
}
