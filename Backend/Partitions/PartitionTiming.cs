namespace LtoPar.Backend.Partitions;

/// <summary>Where a partition's time went (wall time of its worker), and how large its bitcode was.</summary>
public sealed record PartitionTiming(TimeSpan Carve, TimeSpan Optimize, TimeSpan Emit, long BitcodeBytes)
{
    public TimeSpan Total => Carve + Optimize + Emit;

    /// <summary>The same in processor time, which other users of the machine do not change.</summary>
    public StageTimes Cpu { get; init; }

    /// <summary>When work on it began and ended, counted from the start of the first partition's.</summary>
    public TimeSpan Started { get; init; }

    public TimeSpan Ended { get; init; }
}
