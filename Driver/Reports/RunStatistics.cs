using LtoPar.Backend;
using LtoPar.Backend.Memory;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;
using LtoPar.Driver.Reports.StatisticsFile;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform.Native;

namespace LtoPar.Driver.Reports;

/// <summary>The phases and costs of a run. Times are wall unless they say cpu; docs/cli.md documents the JSON.</summary>
internal sealed record RunStatistics(
    string Input,
    int Symbols,
    int Segments,
    MemoryPlan Memory,
    long PredictedPeakBytes,
    IReadOnlyList<Phase> Phases,
    IReadOnlyList<PartitionStatistics> Partitions,
    PlanSummary Plan,
    TimeSpan Cpu,
    long PeakMemoryBytes,
    int Collections,
    IReadOnlyList<string> ReadWhole)
{
    /// <summary>Phases in which all workers take part.</summary>
    private static readonly string[] s_parallel = ["merge segments", "read", Compiling];

    private const string Compiling = "compile";

    private static readonly int[] s_forecastWorkers = [2, 8, 16, 64];

    /// <summary>The time that the partitions' times are counted from, counted from the start of the run; null: no partition was timed.</summary>
    public TimeSpan? Origin { get; init; }

    /// <summary>Null: there is no cache.</summary>
    public CacheReport? Cache { get; init; }

    /// <summary>Time of the slowest partition over the mean: 1 is perfect.</summary>
    public double Balance => Partitions.Count == 0
        ? 1
        : Partitions.Max(p => p.Timing.Total.TotalSeconds) / Math.Max(1e-9, Partitions.Average(p => p.Timing.Total.TotalSeconds));

    public TimeSpan Wall => WallOf(_ => true);

    /// <summary>Share of the wall time in which partitions are not compiled (Amdahl's serial part).</summary>
    public double SerialFraction => Wall <= TimeSpan.Zero ? 0 : 1 - (WallOf(p => p.Name == Compiling) / Wall);

    /// <summary>
    /// Time in which one thread works and the others wait, over the processor time of the whole process: what more processors cannot shorten.
    /// </summary>
    public double OneThreadFraction => Cpu <= TimeSpan.Zero
        ? 0
        : WallOf(p => !IsParallel(p.Name)) / Cpu;

    public CostPrediction Prediction => CostPrediction.Of([.. Partitions.Where(p => !p.IsFromCache)]);

    /// <summary>Whether all workers take part in a phase.</summary>
    public static bool IsParallel(string phase) => s_parallel.Contains(phase);

    /// <summary>Null when there are no partitions.</summary>
    public Straggler? Straggler => Straggler.Of(Partitions);

    /// <summary>The run's partitions on other numbers of workers, from their processor times and in the order they were handed out.</summary>
    public IReadOnlyList<ScheduleForecast> Forecasts
    {
        get
        {
            TimeSpan[] costs = [.. Partitions.OrderByDescending(p => p.Predicted.Total).ThenBy(p => p.Partition.Id).Select(p => p.Cost)];
            return [.. s_forecastWorkers.Select(w => ScheduleForecast.Of(costs, w))];
        }
    }

    /// <summary>
    /// The time that the run would have taken with other numbers of workers: what one thread does stays as long as it was, what all workers do before the
    /// partitions is divided anew, and the partitions take as long as is forecast.
    /// </summary>
    public TimeSpan WallWith(ScheduleForecast forecast) =>
        WallOf(p => !IsParallel(p.Name))
        + (WallOf(p => IsParallel(p.Name) && p.Name != Compiling) * Memory.Workers / forecast.Workers)
        + forecast.Makespan;

    /// <summary>Where partitions were compiled, and how many at each place, the places in order; empty: all of them here, or nobody tells.</summary>
    public IReadOnlyList<(string Name, int Partitions)> Places =>
        [.. Partitions.Where(p => p.Elsewhere is not null)
            .GroupBy(p => p.Elsewhere!.Place, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, g.Count()))];

    public static RunStatistics Collect(
        InputProgram input,
        SymbolPlan plan,
        IReadOnlyList<PartitionResult> objects,
        Stage stage,
        Phases phases,
        MemoryPlan memory,
        MemoryBudget? budget) => new(
        input.Name,
        plan.Graph.SymbolCount,
        input.Segments.Count,
        memory,
        new[] { MemoryModel.OfReading(input.Extent, memory.Reading), memory.Process + (budget?.Peak ?? 0), memory.Before }.Max(),
        phases.Done,
        [.. objects.Select(o => PartitionStatistics.Of(plan, plan.Partitions.Partitions[o.Partition], o, stage))],
        new PlanSummary(plan),
        Environment.CpuUsage.TotalTime,
        HostMemory.Peak(),
        GC.CollectionCount(0),
        WholeReadings(input, plan))
        {
            Origin = objects.Select(o => o.Timing.Origin).FirstOrDefault(o => o is not null) is { } origin ? phases.At(origin) : null,
        };

    /// <summary>Why LLVM read debug information that is usually left out; a module that has none is always read whole, and nothing is lost.</summary>
    public static IReadOnlyList<string> WholeReadings(InputProgram input, SymbolPlan plan) =>
        plan.Graph.DebugInfo is { UnitCount: > 0 } ? input.WholeReadings : [];

    /// <summary>The run as --stats-json writes it.</summary>
    public RunDocument ToDocument() => new()
    {
        Input = Input,
        Symbols = Symbols,
        Segments = Segments,
        Jobs = Memory.Workers,
        WallMs = Wall.TotalMilliseconds,
        SerialFraction = SerialFraction,
        CpuMs = Cpu.TotalMilliseconds,
        OneThreadFraction = OneThreadFraction,
        Balance = Balance,
        PeakRssBytes = PeakMemoryBytes,
        PredictedPeakBytes = PredictedPeakBytes,
        MemoryLimitBytes = Memory.Limit,
        GcCollections = Collections,
        Phases = [.. Phases.Select(p => new PhaseDocument(p.Name, p.Wall.TotalMilliseconds))],
        Partitions = [.. Partitions.Select(p => p.ToDocument())],
        Straggler = Straggler?.ToDocument(),
        PredictionScale = Prediction.Scale,
        PredictionError = Prediction.Error,
        BalanceAt = [.. Forecasts.Select(Document)],
        CutCallEdges = Plan.CutEdges,
        CutWeightShare = Plan.CutShare,
        Promoted = Plan.Promoted,
        Cloned = Plan.Cloned,
        Copied = Plan.Copied,
        Imported = Plan.Imported,
        ImportedInstructions = Plan.ImportedInstructions,
        ReadWhole = ReadWhole,
        Cache = Cache?.ToDocument(),
    };

    private TimeSpan WallOf(Func<Phase, bool> which) => TimeSpan.FromTicks(Phases.Where(which).Sum(p => p.Wall.Ticks));

    private ForecastDocument Document(ScheduleForecast forecast) =>
        new(forecast.Workers, forecast.Makespan.TotalMilliseconds, forecast.Balance) { WallMs = WallWith(forecast).TotalMilliseconds };
}
