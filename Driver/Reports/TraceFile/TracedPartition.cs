using LtoPar.Backend.Partitions;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports.TraceFile;

/// <summary>A partition with the times of its steps: an event, and events in it.</summary>
internal sealed class TracedPartition
{
    private readonly PartitionStatistics _partition;
    private readonly TimeSpan _started;

    /// <param name="origin">The time that the partition's times are counted from, counted from the start of the run.</param>
    public TracedPartition(PartitionStatistics partition, TimeSpan origin)
    {
        _partition = partition;
        _started = origin + Timing.Started;
        Span = TraceSpan.Of(_started, origin + Timing.Ended);
    }

    public TraceSpan Span { get; }

    public PartitionTiming Timing => _partition.Timing;

    public IEnumerable<TraceEvent> Events(int row) =>
        [TraceEvent.Complete(SymbolText.PartitionName(_partition.Partition.Id), "partition", row, Span, Arguments()), .. Steps(row)];

    /// <summary>The steps that took time here: a distributor's are not known, and an object from the cache has but the first, which looks for it.</summary>
    private IEnumerable<TraceEvent> Steps(int row)
    {
        TimeSpan time = _started;
        long optimize = TraceSpan.Microseconds(_started + Timing.Carve);
        PassRun[] passes = [.. _partition.Passes];
        foreach ((string name, TimeSpan wall) in new[] { ("carve", Timing.Carve), ("optimize", Timing.Optimize), ("emit", Timing.Emit) })
        {
            if (wall > TimeSpan.Zero && (name == "carve" || !_partition.IsFromCache))
            {
                TraceSpan step = TraceSpan.Of(time, time + wall).Within(Span);
                yield return TraceEvent.Complete(name, "step", row, step);
                time += wall;
                int inside = name == "carve" ? 0 : name == "emit" ? passes.Length : passes.TakeWhile(p => optimize + p.Started < step.End).Count();
                foreach (TraceEvent pass in TracedPasses.In(step, passes.Take(inside), optimize, row))
                {
                    yield return pass;
                }

                passes = passes[inside..];
            }
        }
    }

    private TraceArguments Arguments() => new()
    {
        Functions = _partition.Partition.Functions,
        Instructions = _partition.Partition.Instructions,
        LargestFunction = _partition.LargestFunction.Length > 0 ? _partition.LargestFunction : null,
        ObjectBytes = _partition.ObjectBytes,
        FromCache = _partition.IsFromCache,
        PredictedUs = TraceSpan.Microseconds(_partition.Predicted.Total),
        CpuUs = Timing.Cpu.Total > TimeSpan.Zero ? TraceSpan.Microseconds(Timing.Cpu.Total) : null,
    };
}
