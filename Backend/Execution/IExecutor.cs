using LtoPar.Backend.Partitions;

namespace LtoPar.Backend.Execution;

/// <summary>
/// Decides where and when partitions are compiled: threads of this process, or worker processes that such threads feed; other machines are further
/// implementations. An executor never changes the result: the work is a pure function of the job.
/// </summary>
public interface IExecutor
{
    string Name { get; }

    /// <summary>What the work gives each partition's bytes to; null: it compiles them where it is called.</summary>
    IPartitionCompiler? Compiler => null;

    /// <summary>
    /// Runs every job, in the given order as far as there are free workers. When work throws, no further job is started; jobs under way are
    /// finished, and the failure of the lowest partition is thrown. An executor may also run all jobs first.
    /// </summary>
    /// <param name="completed">Is called once for each finished job, from one thread at a time.</param>
    void Run(IReadOnlyList<PartitionJob> jobs, Func<PartitionJob, PartitionResult> work, Action<PartitionResult> completed);
}
