namespace LtoPar.Backend.Scheduling;

/// <summary>
/// Simulates executors without a clock: jobs in a given order, each to the worker that is free first. It tells from the costs of one run how long
/// any number of workers would take, more than the machine has too.
/// </summary>
public static class ListSchedule
{
    /// <param name="costs">The costs in the order in which the jobs are handed out.</param>
    /// <returns>When the last job ends.</returns>
    public static TimeSpan Makespan(IEnumerable<TimeSpan> costs, int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        PriorityQueue<int, TimeSpan> free = new();
        for (int worker = 0; worker < workers; worker++)
        {
            free.Enqueue(worker, TimeSpan.Zero);
        }

        TimeSpan makespan = TimeSpan.Zero;
        foreach (TimeSpan cost in costs)
        {
            free.TryDequeue(out int worker, out TimeSpan start);
            free.Enqueue(worker, start + cost);
            makespan = makespan > start + cost ? makespan : start + cost;
        }

        return makespan;
    }
}
