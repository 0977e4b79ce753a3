using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;
using LtoPar.Platform;
using LtoPar.Platform.Jobs;
using LtoPar.Platform.Threads;

namespace LtoPar.Backend.Execution;

/// <summary>
/// Runs jobs on dedicated threads fed by a bounded channel that contains all the jobs before the first thread starts. It does not use the thread pool: LLVM
/// recurses deeply (its own tools are built for 8 MiB stacks, and a selection DAG of a generated parser wants more), a job runs for seconds, and a pool would
/// grow and shrink around it. Nor does anything wait on the channel: waiting goes by way of the pool, and each of its threads takes a stack and a piece of heap
/// out of an address space that may be limited.
/// </summary>
/// <param name="workers">The most threads.</param>
/// <param name="meanwhile">An action that the thread that waits for the workers runs once.</param>
/// <param name="goesOn">Whether the other jobs are run after one has failed.</param>
/// <param name="slots">Each job waits for one before it is taken; null: none waits.</param>
public sealed class ThreadExecutor(int workers, Action? meanwhile = null, bool goesOn = false, IJobSlots? slots = null) : IExecutor
{
    public string Name => "threads";

    public void Run(IReadOnlyList<PartitionJob> jobs, Func<PartitionJob, PartitionResult> work, Action<PartitionResult> completed)
    {
        int threadCount = Math.Clamp(workers, 1, Math.Max(jobs.Count, 1));
        Channel<PartitionJob> queue =
            Channel.CreateBounded<PartitionJob>(new BoundedChannelOptions(Math.Max(jobs.Count, 1)) { SingleReader = threadCount == 1 });
        foreach (PartitionJob job in jobs)
        {
            if (!queue.Writer.TryWrite(job))
            {
                throw new InvalidOperationException("the channel is smaller than the list of jobs");
            }
        }

        queue.Writer.Complete();
        Lock reporting = new();
        SortedDictionary<int, Exception> failures = [];
        WorkerThreads.Run(threadCount, _ => Work(), "worker", meanwhile);
        if (failures.Count > 0)
        {
            ExceptionDispatchInfo.Throw(failures.First().Value);
        }

        void Work()
        {
            while (slots?.Take() != false)
            {
                try
                {
                    if ((!goesOn && HasFailed()) || !queue.Reader.TryRead(out PartitionJob job))
                    {
                        break;
                    }

                    RunOne(job);
                }
                finally
                {
                    slots?.Give();
                }
            }

            slots?.Close();
        }

        bool HasFailed()
        {
            lock (reporting)
            {
                return failures.Count > 0;
            }
        }

        void RunOne(PartitionJob job)
        {
            try
            {
                PartitionResult result = work(job);
                lock (reporting)
                {
                    completed(result);
                }
            }
            catch (Exception e)
            {
                lock (reporting)
                {
                    failures[job.Partition] = e;
                }
            }
        }
    }
}
