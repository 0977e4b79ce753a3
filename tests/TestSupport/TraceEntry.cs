using System.Text.Json;

namespace LtoPar.TestSupport;

/// <summary>An event of a --time-trace file. Times are microseconds; a counter ends when it starts.</summary>
/// <param name="Kind">X is complete, C a counter, M metadata.</param>
public sealed record TraceEntry(string Name, string Kind, string Category, int Row, long Start, long End, JsonElement Arguments);
