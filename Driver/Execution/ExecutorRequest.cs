namespace LtoPar.Driver.Execution;

/// <summary>The decisions of the command line about where partitions are compiled.</summary>
/// <param name="Kind">Threads of this process, or worker processes.</param>
/// <param name="Limit">The most time that a partition may take in a worker process; null: any.</param>
internal sealed record ExecutorRequest(ExecutorKind Kind, TimeSpan? Limit)
{
    /// <summary>Whether the user has named it.</summary>
    public bool IsAsked { get; init; }

    public static ExecutorRequest Threads { get; } = new(ExecutorKind.Thread, null);
}
