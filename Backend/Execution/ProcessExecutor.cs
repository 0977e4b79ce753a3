using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;
using LtoPar.Backend.Workers;
using LtoPar.Platform.Jobs;

namespace LtoPar.Backend.Execution;

/// <summary>
/// Runs jobs on threads that carve, ask the cache, and give the bytes to worker processes. After a failure all other jobs are still run: a partition that LLVM
/// crashes on is known when it has been compiled twice, and what the others make goes to the cache meanwhile.
/// </summary>
/// <param name="pool">The worker processes; they stay the caller's.</param>
/// <param name="workers">The most partitions at a time.</param>
/// <param name="meanwhile">An action that the thread that waits runs once.</param>
/// <param name="slots">Each job waits for one before it is taken; null: none waits.</param>
public sealed class ProcessExecutor(WorkerPool pool, int workers, Action? meanwhile = null, IJobSlots? slots = null) : IExecutor
{
    private readonly ThreadExecutor _threads = new(workers, meanwhile, goesOn: true, slots);

    public string Name => "processes";

    public IPartitionCompiler? Compiler => pool;

    public void Run(IReadOnlyList<PartitionJob> jobs, Func<PartitionJob, PartitionResult> work, Action<PartitionResult> completed) =>
        _threads.Run(jobs, work, completed);
}
