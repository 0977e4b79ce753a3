namespace LtoPar.Backend.Partitions;

/// <summary>Where and when a partition was compiled that this process did not compile.</summary>
/// <param name="Host">The machine, as the distributor calls it; empty: this one.</param>
/// <param name="Started">Counted from the same moment as <see cref="PartitionTiming.Started"/>.</param>
public sealed record ElsewhereRun(string Host, TimeSpan Started, TimeSpan Ended)
{
    /// <summary>The machine, for people.</summary>
    public string Place => Host.Length > 0 ? Host : "this machine";
}
