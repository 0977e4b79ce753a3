using System.Text.Json.Serialization;

namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>A partition of a run: its contents, its predicted cost and its measured one.</summary>
internal sealed record PartitionDocument
{
    public required string Name { get; init; }

    public required int Functions { get; init; }

    public required long Instructions { get; init; }

    public required string LargestFunction { get; init; }

    public required double LargestFunctionShare { get; init; }

    public required long BitcodeBytes { get; init; }

    public required long ObjectBytes { get; init; }

    public required double CarveMs { get; init; }

    public required double OptimizeMs { get; init; }

    public required double EmitMs { get; init; }

    public required double CarveCpuMs { get; init; }

    public required double OptimizeCpuMs { get; init; }

    public required double EmitCpuMs { get; init; }

    public required double PredictedCarveMs { get; init; }

    public required double PredictedOptimizeMs { get; init; }

    public required double PredictedEmitMs { get; init; }

    public required double StartedMs { get; init; }

    public required double EndedMs { get; init; }

    /// <summary>Left out where it is false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FromCache { get; init; }

    /// <summary>The machine that a distributor had it compiled on; left out where that is this one, or nobody tells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Host { get; init; }
}
