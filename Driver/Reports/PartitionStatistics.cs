using LtoPar.Backend;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;
using LtoPar.CallGraph;
using LtoPar.Driver.Reports.StatisticsFile;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports;

/// <param name="LargestFunction">The name of the largest function; empty in a partition without functions.</param>
/// <param name="LargestShare">Its share of the partition's instructions, 0 to 1.</param>
/// <param name="Predicted">The cost that the cost model predicted before the run.</param>
internal sealed record PartitionStatistics(
    Partition Partition, string LargestFunction, double LargestShare, long ObjectBytes, StageTimes Predicted, PartitionTiming Timing)
{
    /// <summary>Its object was in the cache.</summary>
    public bool IsFromCache { get; init; }

    /// <summary>Null: this process compiled it, or nobody tells.</summary>
    public ElsewhereRun? Elsewhere { get; init; }

    /// <summary>What compiling it took: processor time, or the time on another machine; 0: nobody tells.</summary>
    public TimeSpan Cost { get; init; }

    /// <summary>The passes of LLVM that took longest; empty: they are not known.</summary>
    public IReadOnlyList<PassRun> Passes { get; init; } = [];

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
            result.Timing)
        {
            IsFromCache = result.IsFromCache,
            Elsewhere = result.Elsewhere,
            Cost = result.Cost ?? TimeSpan.Zero,
            Passes = result.Passes is { } passes ? PassRun.Read(passes) : [],
        };
    }

    public PartitionDocument ToDocument() => new()
    {
        Name = SymbolText.PartitionName(Partition.Id),
        Functions = Partition.Functions,
        Instructions = Partition.Instructions,
        LargestFunction = LargestFunction,
        LargestFunctionShare = LargestShare,
        BitcodeBytes = Timing.BitcodeBytes,
        ObjectBytes = ObjectBytes,
        CarveMs = Timing.Carve.TotalMilliseconds,
        OptimizeMs = Timing.Optimize.TotalMilliseconds,
        EmitMs = Timing.Emit.TotalMilliseconds,
        CarveCpuMs = Timing.Cpu.Carve.TotalMilliseconds,
        OptimizeCpuMs = Timing.Cpu.Optimize.TotalMilliseconds,
        EmitCpuMs = Timing.Cpu.Emit.TotalMilliseconds,
        PredictedCarveMs = Predicted.Carve.TotalMilliseconds,
        PredictedOptimizeMs = Predicted.Optimize.TotalMilliseconds,
        PredictedEmitMs = Predicted.Emit.TotalMilliseconds,
        StartedMs = Timing.Started.TotalMilliseconds,
        EndedMs = Timing.Ended.TotalMilliseconds,
        FromCache = IsFromCache,
        Host = Elsewhere?.Host is { Length: > 0 } host ? host : null,
    };
}
