namespace LtoPar.Driver.Reports.TraceFile;

/// <summary>One event of the trace, with the members of the format; what is null is left out.</summary>
/// <param name="Ph">The phase of the format: X is complete, C a counter, M metadata.</param>
/// <param name="Tid">The row.</param>
internal sealed record TraceEvent(string Name, string Ph, int Tid)
{
    public string? Cat { get; init; }

    /// <summary>The only process: what worker processes did is shown where it was waited for.</summary>
    public int Pid { get; init; } = 1;

    /// <summary>Microseconds since the run began.</summary>
    public long? Ts { get; init; }

    public long? Dur { get; init; }

    public TraceArguments? Args { get; init; }

    public static TraceEvent Complete(string name, string category, int row, TraceSpan span, TraceArguments? arguments = null) =>
        new(name, "X", row) { Cat = category, Ts = span.Start, Dur = span.End - span.Start, Args = arguments };

    public static TraceEvent Counter(string name, long time, TraceArguments value) => new(name, "C", 0) { Ts = time, Args = value };

    public static TraceEvent ProcessName(string name) => new("process_name", "M", 0) { Args = new() { Name = name } };

    public static IEnumerable<TraceEvent> RowName(int row, string name) =>
    [
        new("thread_name", "M", row) { Args = new() { Name = name } },
        new("thread_sort_index", "M", row) { Args = new() { SortIndex = row } },
    ];
}
