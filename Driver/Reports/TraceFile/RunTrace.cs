using System.Globalization;

namespace LtoPar.Driver.Reports.TraceFile;

/// <summary>Makes the trace of a run from its statistics: a row for the phases, one a worker for the partitions, and the counters.</summary>
internal static class RunTrace
{
    private const int PhaseRow = 1;
    private const int FirstWorkerRow = 2;

    public static TraceDocument Of(RunStatistics run)
    {
        List<TraceEvent> events =
        [
            TraceEvent.ProcessName($"lto-par {run.Input}"),
            .. TraceEvent.RowName(PhaseRow, "phases"),
        ];
        TracedPartition[] partitions = run.Origin is { } origin ? [.. run.Partitions.Select(p => new TracedPartition(p, origin))] : [];
        IReadOnlyList<int> rows = TraceRows.Assign([.. partitions.Select(p => p.Span)]);
        for (int row = 0; row <= rows.DefaultIfEmpty(-1).Max(); row++)
        {
            events.AddRange(TraceEvent.RowName(FirstWorkerRow + row, string.Create(CultureInfo.InvariantCulture, $"worker {row + 1}")));
        }

        events.AddRange(run.Phases.Select(p => TraceEvent.Complete(p.Name, "phase", PhaseRow, TraceSpan.Of(p.Started, p.Started + p.Wall))));
        foreach ((TracedPartition partition, int row) in partitions.Zip(rows)
            .OrderBy(p => p.Second).ThenBy(p => p.First.Span.Start).ThenBy(p => p.First.Span.End))
        {
            events.AddRange(partition.Events(FirstWorkerRow + row));
        }

        if (run.Origin is { } start)
        {
            events.AddRange(TraceCounters.Of(partitions, TraceSpan.Microseconds(start), run.Memory.Process));
        }

        return new TraceDocument(events);
    }
}
