using System.Text.Json.Serialization;

namespace LtoPar.Bench.Costs;

/// <summary>The time and memory of planning: a line of `ScaleModules plan`.</summary>
internal sealed record PlanningRun(
    [property: JsonPropertyName("functions")] int Functions,
    [property: JsonPropertyName("edges")] long Edges,
    [property: JsonPropertyName("plan_s")] double Seconds,
    [property: JsonPropertyName("plan_cpu_s")] double CpuSeconds,
    [property: JsonPropertyName("peak_bytes")] long PeakBytes);
