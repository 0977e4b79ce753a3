using LtoPar.Driver.Reports.StatisticsFile;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports;

/// <summary>The partition that ended last: what to look at when more workers do not help.</summary>
/// <param name="Alone">The time that it ran after every other partition had ended.</param>
internal sealed record Straggler(PartitionStatistics Partition, TimeSpan Alone)
{
    /// <returns>Null when there are no partitions.</returns>
    public static Straggler? Of(IReadOnlyList<PartitionStatistics> partitions)
    {
        PartitionStatistics[] byEnd = [.. partitions.OrderByDescending(p => p.Timing.Ended).ThenBy(p => p.Partition.Id)];
        return byEnd.Length == 0
            ? null
            : new Straggler(byEnd[0], byEnd[0].Timing.Ended - (byEnd.Length == 1 ? byEnd[0].Timing.Started : byEnd[1].Timing.Ended));
    }

    public StragglerDocument ToDocument() =>
        new(SymbolText.PartitionName(Partition.Partition.Id), Partition.LargestFunction, Partition.LargestShare, Alone.TotalMilliseconds);
}
