namespace LtoPar.Driver.Reports.TraceFile;

/// <summary>
/// The counters while partitions are compiled: how many are in flight, how many wait to begin, and the memory that the process and those in flight are
/// predicted to need. One event a counter and a moment at which a partition begins or ends.
/// </summary>
internal static class TraceCounters
{
    /// <param name="origin">Microseconds from the start of the run to that of compiling.</param>
    /// <param name="process">The memory that the process is predicted to have besides its partitions, in bytes.</param>
    public static IEnumerable<TraceEvent> Of(IReadOnlyList<TracedPartition> partitions, long origin, long process)
    {
        bool knowsMemory = partitions.Any(p => p.Timing.AdmittedBytes > 0);
        SortedDictionary<long, (int Begun, int Ended, long Bytes)> changes = new() { [origin] = default };
        foreach (TracedPartition partition in partitions)
        {
            Add(partition.Span.Start, (1, 0, partition.Timing.AdmittedBytes));
            Add(partition.Span.End, (0, 1, -partition.Timing.AdmittedBytes));
        }

        int waiting = partitions.Count, running = 0;
        long bytes = process;
        foreach ((long time, (int begun, int ended, long more)) in changes)
        {
            waiting -= begun;
            running += begun - ended;
            bytes += more;
            yield return TraceEvent.Counter("partitions in flight", time, new() { Partitions = running });
            yield return TraceEvent.Counter("queue length", time, new() { Partitions = waiting });
            if (knowsMemory)
            {
                yield return TraceEvent.Counter("memory predicted in use", time, new() { Bytes = bytes });
            }
        }

        void Add(long time, (int Begun, int Ended, long Bytes) change)
        {
            (int begun, int ended, long more) = changes.GetValueOrDefault(time);
            changes[time] = (begun + change.Begun, ended + change.Ended, more + change.Bytes);
        }
    }
}
