namespace LtoPar.Backend;

/// <summary>Where a partition's time went (wall time of its worker), and how large its bitcode was.</summary>
public sealed record PartitionTiming(TimeSpan Carve, TimeSpan Optimize, TimeSpan Emit, long BitcodeBytes)
{
    public TimeSpan Total => Carve + Optimize + Emit;
}
