namespace LtoPar.Backend.Scheduling;

/// <summary>Forecasts how the partitions of a run would be divided among so many workers.</summary>
/// <param name="Balance">Makespan over what each worker would have if the work could be divided at will: 1 is perfect.</param>
public readonly record struct ScheduleForecast(int Workers, TimeSpan Makespan, double Balance)
{
    /// <param name="costs">The costs in the order in which the jobs are handed out.</param>
    public static ScheduleForecast Of(IReadOnlyList<TimeSpan> costs, int workers)
    {
        TimeSpan makespan = ListSchedule.Makespan(costs, workers);
        TimeSpan total = new(costs.Sum(c => c.Ticks));
        return new ScheduleForecast(workers, makespan, total > TimeSpan.Zero ? makespan * workers / total : 1);
    }
}
