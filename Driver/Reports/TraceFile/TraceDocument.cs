using System.Text.Json;
using System.Text.Json.Serialization;

namespace LtoPar.Driver.Reports.TraceFile;

/// <summary>The file that --time-trace writes: the object form of Chrome's trace-event format, which Perfetto and speedscope open.</summary>
/// <param name="TraceEvents">The events: names first, then row by row in order of time, then counters.</param>
internal sealed record TraceDocument([property: JsonPropertyName("traceEvents")] IReadOnlyList<TraceEvent> TraceEvents)
{
    /// <summary>The unit in which viewers show times. Times in the file are microseconds whatever it says.</summary>
    [JsonPropertyName("displayTimeUnit")]
    public string DisplayTimeUnit { get; init; } = "ms";

    public string Print() => JsonSerializer.Serialize(this, TraceContext.Default.TraceDocument) + "\n";
}
