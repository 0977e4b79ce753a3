using LtoPar.Backend;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;
using LtoPar.CallGraph;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports;

/// <param name="LargestFunction">Empty when the partition has none.</param>
/// <param name="LargestShare">Its share of the partition's instructions, 0 to 1.</param>
/// <param name="Predicted">By the cost model, before the run.</param>
internal sealed record PartitionStatistics(
    Partition Partition, string LargestFunction, double LargestShare, long ObjectBytes, StageTimes Predicted, PartitionTiming Timing)
{
    public static PartitionStatistics Of(SymbolPlan plan, Partition partition, PartitionResult result, Stage stage)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        int largest = partition.Symbols.Where(symbols.IsFunction).OrderByDescending(symbols.Instructions).FirstOrDefault(-1);
        return new PartitionStatistics(
            partition,
            largest < 0 ? "" : SymbolText.Name(symbols, largest),
            largest < 0 || partition.Instructions == 0 ? 0 : (double)symbols.Instructions(largest) / partition.Instructions,
            result.Object.Length,
            CostModel.Predict(PartitionExtent.Of(plan, partition.Id), stage),
            result.Timing);
    }
}
