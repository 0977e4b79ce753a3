namespace LtoPar.Backend.Scheduling;

/// <summary>What -j asks for: a number, or how to find one.</summary>
/// <param name="How">The way to find the number.</param>
/// <param name="Count">The number, where it is given.</param>
public readonly record struct JobsRequest(JobsKind How, int Count)
{
    public static JobsRequest Of(int count) => new(JobsKind.Number, count);

    /// <summary>The number of workers where no jobserver is asked: of a run that compiles nothing, or where there is none.</summary>
    /// <param name="processors">The processors that this process may use.</param>
    /// <param name="load">Processes that run, or want to, on average; null: the system does not tell.</param>
    public int Workers(int processors, double? load) => How switch
    {
        JobsKind.Number => Count,
        JobsKind.All => processors,
        // As make does without its jobserver: what asked not to be in others' way is not.
        JobsKind.JobServer => 1,
        _ => Math.Clamp(processors - (int)Math.Round(load ?? 0), 1, processors),
    };
}
