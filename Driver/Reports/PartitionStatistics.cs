using LtoPar.Backend;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports;

internal sealed record PartitionStatistics(Partition Partition, string LargestFunction, long ObjectBytes, PartitionTiming Timing)
{
    public static PartitionStatistics Of(SymbolPlan plan, Partition partition, PartitionResult result)
    {
        int largest = partition.Symbols.Where(plan.Graph.Symbols.IsFunction).OrderByDescending(plan.Graph.Symbols.Instructions).FirstOrDefault(-1);
        return new PartitionStatistics(partition, largest < 0 ? "" : SymbolText.Name(plan.Graph.Symbols, largest), result.Object.Length, result.Timing);
    }
}
