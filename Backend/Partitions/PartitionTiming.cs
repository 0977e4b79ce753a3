namespace LtoPar.Backend.Partitions;

/// <summary>The times of a partition's steps (wall time of its worker), and the size of its bitcode.</summary>
public sealed record PartitionTiming(TimeSpan Carve, TimeSpan Optimize, TimeSpan Emit, long BitcodeBytes)
{
    /// <summary>The times of what was not compiled in this run.</summary>
    public static PartitionTiming None { get; } = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0);

    public TimeSpan Total => Carve + Optimize + Emit;

    /// <summary>The same in processor time, which other users of the machine do not change.</summary>
    public StageTimes Cpu { get; init; }

    /// <summary>The time when work on it began, counted from the start of the first partition's.</summary>
    public TimeSpan Started { get; init; }

    public TimeSpan Ended { get; init; }

    /// <summary>The moment that these two are counted from, as Stopwatch tells it; null: nobody looked at the clock.</summary>
    public long? Origin { get; init; }

    /// <summary>The memory that it was predicted to need when it was admitted, in bytes; 0: nobody reckoned.</summary>
    public long AdmittedBytes { get; init; }
}
