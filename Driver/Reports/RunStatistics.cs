using System.Globalization;
using System.Text;
using System.Text.Json;
using LtoPar.Backend;
using LtoPar.Backend.Memory;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform.Native;

namespace LtoPar.Driver.Reports;

/// <summary>What a run did and what it cost. Times are wall unless they say cpu; docs/cli.md documents the JSON.</summary>
internal sealed record RunStatistics(
    string Input,
    int Symbols,
    MemoryPlan Memory,
    long PredictedPeakBytes,
    IReadOnlyList<(string Name, TimeSpan Wall)> Phases,
    IReadOnlyList<PartitionStatistics> Partitions,
    PlanSummary Plan,
    TimeSpan Cpu,
    long PeakMemoryBytes,
    int Collections)
{
    /// <summary>Phases in which all workers take part.</summary>
    private static readonly string[] s_parallel = ["read", "compile"];

    private static readonly int[] s_forecastWorkers = [2, 8, 64];

    /// <summary>Time of the slowest partition over the mean: 1 is perfect.</summary>
    public double Balance => Partitions.Count == 0 ? 1 : Partitions.Max(p => p.Timing.Total.TotalSeconds) / Math.Max(1e-9, Partitions.Average(p => p.Timing.Total.TotalSeconds));

    public TimeSpan Wall => TimeSpan.FromTicks(Phases.Sum(p => p.Wall.Ticks));

    /// <summary>Share of the wall time in which partitions are not compiled (Amdahl's serial part).</summary>
    public double SerialFraction => Wall <= TimeSpan.Zero ? 0 : 1 - (Phases.Where(p => p.Name == "compile").Sum(p => p.Wall.TotalSeconds) / Wall.TotalSeconds);

    /// <summary>Time in which one thread works and the others wait, over the processor time of the whole process: what more processors cannot shorten.</summary>
    public double OneThreadFraction => Cpu <= TimeSpan.Zero ? 0 : Phases.Where(p => !s_parallel.Contains(p.Name)).Sum(p => p.Wall.TotalSeconds) / Cpu.TotalSeconds;

    public CostPrediction Prediction => CostPrediction.Of(Partitions);

    /// <summary>Null when there are no partitions.</summary>
    public Straggler? Straggler => Straggler.Of(Partitions);

    /// <summary>The run's partitions on other numbers of workers, from their processor times and in the order they were handed out.</summary>
    public IReadOnlyList<ScheduleForecast> Forecasts
    {
        get
        {
            TimeSpan[] costs = [.. Partitions.OrderByDescending(p => p.Predicted.Total).ThenBy(p => p.Partition.Id).Select(p => p.Timing.Cpu.Total)];
            return [.. s_forecastWorkers.Select(w => ScheduleForecast.Of(costs, w))];
        }
    }

    public static RunStatistics Collect(
        InputModule input, SymbolPlan plan, IReadOnlyList<PartitionResult> objects, Stage stage, Phases phases, MemoryPlan memory, MemoryBudget? budget) => new(
        input.Name,
        plan.Graph.SymbolCount,
        memory,
        new[] { MemoryModel.OfReading(input.Extent, memory.Reading), memory.Process + (budget?.Peak ?? 0), memory.Before }.Max(),
        phases.Done,
        [.. objects.Select(o => PartitionStatistics.Of(plan, plan.Partitions.Partitions[o.Partition], o, stage))],
        new PlanSummary(plan),
        Environment.CpuUsage.TotalTime,
        HostMemory.Peak(),
        GC.CollectionCount(0));

    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("input", Input);
            json.WriteNumber("symbols", Symbols);
            json.WriteNumber("jobs", Memory.Workers);
            json.WriteNumber("wall_ms", Wall.TotalMilliseconds);
            json.WriteNumber("serial_fraction", SerialFraction);
            json.WriteNumber("cpu_ms", Cpu.TotalMilliseconds);
            json.WriteNumber("one_thread_fraction", OneThreadFraction);
            json.WriteNumber("balance", Balance);
            json.WriteNumber("peak_rss_bytes", PeakMemoryBytes);
            json.WriteNumber("predicted_peak_bytes", PredictedPeakBytes);
            json.WriteNumber("memory_limit_bytes", Memory.Limit);
            json.WriteNumber("gc_collections", Collections);
            json.WriteStartArray("phases");
            foreach ((string name, TimeSpan wall) in Phases)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteNumber("wall_ms", wall.TotalMilliseconds);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("partitions");
            foreach (PartitionStatistics partition in Partitions)
            {
                json.WriteStartObject();
                json.WriteString("name", SymbolText.PartitionName(partition.Partition.Id));
                json.WriteNumber("functions", partition.Partition.Functions);
                json.WriteNumber("instructions", partition.Partition.Instructions);
                json.WriteString("largest_function", partition.LargestFunction);
                json.WriteNumber("largest_function_share", partition.LargestShare);
                json.WriteNumber("bitcode_bytes", partition.Timing.BitcodeBytes);
                json.WriteNumber("object_bytes", partition.ObjectBytes);
                json.WriteNumber("carve_ms", partition.Timing.Carve.TotalMilliseconds);
                json.WriteNumber("optimize_ms", partition.Timing.Optimize.TotalMilliseconds);
                json.WriteNumber("emit_ms", partition.Timing.Emit.TotalMilliseconds);
                json.WriteNumber("carve_cpu_ms", partition.Timing.Cpu.Carve.TotalMilliseconds);
                json.WriteNumber("optimize_cpu_ms", partition.Timing.Cpu.Optimize.TotalMilliseconds);
                json.WriteNumber("emit_cpu_ms", partition.Timing.Cpu.Emit.TotalMilliseconds);
                json.WriteNumber("predicted_carve_ms", partition.Predicted.Carve.TotalMilliseconds);
                json.WriteNumber("predicted_optimize_ms", partition.Predicted.Optimize.TotalMilliseconds);
                json.WriteNumber("predicted_emit_ms", partition.Predicted.Emit.TotalMilliseconds);
                json.WriteNumber("started_ms", partition.Timing.Started.TotalMilliseconds);
                json.WriteNumber("ended_ms", partition.Timing.Ended.TotalMilliseconds);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteSchedule(json);
            json.WriteNumber("cut_call_edges", Plan.CutEdges);
            json.WriteNumber("cut_weight_share", Plan.CutShare);
            json.WriteNumber("promoted", Plan.Promoted);
            json.WriteNumber("cloned", Plan.Cloned);
            json.WriteNumber("copied", Plan.Copied);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private void WriteSchedule(Utf8JsonWriter json)
    {
        if (Straggler is { } straggler)
        {
            json.WriteStartObject("straggler");
            json.WriteString("name", SymbolText.PartitionName(straggler.Partition.Partition.Id));
            json.WriteString("function", straggler.Partition.LargestFunction);
            json.WriteNumber("function_share", straggler.Partition.LargestShare);
            json.WriteNumber("alone_ms", straggler.Alone.TotalMilliseconds);
            json.WriteEndObject();
        }

        json.WriteNumber("prediction_scale", Prediction.Scale);
        json.WriteNumber("prediction_error", Prediction.Error);
        json.WriteStartArray("balance_at");
        foreach (ScheduleForecast forecast in Forecasts)
        {
            json.WriteStartObject();
            json.WriteNumber("workers", forecast.Workers);
            json.WriteNumber("makespan_ms", forecast.Makespan.TotalMilliseconds);
            json.WriteNumber("balance", forecast.Balance);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
