using System.Text.Json.Serialization;

namespace LtoPar.Driver.Reports.LogFile;

/// <summary>A partition: what it is, what it cost, where and when it was compiled. Of a run that took all from the cache it has name and size alone.</summary>
internal sealed record LogPartition
{
    public required string Name { get; init; }

    /// <summary>The name of its first function, by which it is found again in a run that cut otherwise; empty: it has none.</summary>
    public string First { get; init; } = "";

    public int Functions { get; init; }

    public long Instructions { get; init; }

    public string LargestFunction { get; init; } = "";

    /// <summary>Its share of the instructions, 0 to 1.</summary>
    public double LargestFunctionShare { get; init; }

    public long BitcodeBytes { get; init; }

    public required long ObjectBytes { get; init; }

    /// <summary>The row of the timeline, counted from 1: the first that was free when it began. 0: it was not compiled, nor looked for by itself.</summary>
    public int Worker { get; init; }

    /// <summary>The machine that compiled it, as the distributor calls it; null: this one, or nobody told.</summary>
    public string? Host { get; init; }

    /// <summary>Whether the times at which it ran are those of another program, a distributor's, and its steps are not known.</summary>
    public bool IsElsewhere { get; init; }

    public double StartedMs { get; init; }

    public double EndedMs { get; init; }

    public double CarveMs { get; init; }

    public double OptimizeMs { get; init; }

    public double EmitMs { get; init; }

    public double CarveCpuMs { get; init; }

    public double OptimizeCpuMs { get; init; }

    public double EmitCpuMs { get; init; }

    /// <summary>What the cost model predicted, in its own milliseconds.</summary>
    public double PredictedMs { get; init; }

    /// <summary>Call edges from it to other partitions.</summary>
    public long CutOut { get; init; }

    /// <summary>Call edges from other partitions to it.</summary>
    public long CutIn { get; init; }

    /// <summary>"hit", "miss" or "not kept"; null: there was no cache.</summary>
    public string? Cache { get; init; }

    /// <summary>Where a hit came from, what made it a miss, or why it is not kept.</summary>
    public string? CacheWhy { get; init; }

    /// <summary>Processor time where it is known, else the time that it took.</summary>
    [JsonIgnore]
    public double CostMs => CpuMs > 0 ? CpuMs : EndedMs - StartedMs;

    /// <summary>The processor time of all steps; 0: it is not known.</summary>
    [JsonIgnore]
    public double CpuMs => CarveCpuMs + OptimizeCpuMs + EmitCpuMs;

    /// <summary>Whether a worker had it, if only to find it in the cache. None had in a run that took all from there.</summary>
    [JsonIgnore]
    public bool HasWorker => Worker > 0;

    [JsonIgnore]
    public bool IsHit => Cache == "hit";
}
