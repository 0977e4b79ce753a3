using System.Runtime.ExceptionServices;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.Backend;

/// <summary>
/// Dedicated threads that take the next job of the list. Not the thread pool: LLVM recurses deeply (its own tools are built for 8 MiB stacks, and a
/// selection DAG of a generated parser wants more), a job runs for seconds, and a pool would grow and shrink around it. Nor anything that waits
/// by way of the pool: each of its threads would take a stack and a piece of heap out of an address space that may be limited.
/// </summary>
public sealed class ThreadExecutor(int workers) : IExecutor
{
    private const int StackBytes = 64 << 20;

    public string Name => "threads";

    public void Run(IReadOnlyList<PartitionJob> jobs, Func<PartitionJob, PartitionResult> work, Action<PartitionResult> completed)
    {
        int threadCount = Math.Clamp(workers, 1, Math.Max(jobs.Count, 1));
        int next = -1;
        Lock reporting = new();
        SortedDictionary<int, Exception> failures = [];
        Thread[] threads = new Thread[threadCount];
        for (int i = 0; i < threadCount; i++)
        {
            threads[i] = new Thread(Work, StackBytes) { Name = $"lto-par worker {i}", IsBackground = true };
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        if (failures.Count > 0)
        {
            ExceptionDispatchInfo.Throw(failures.First().Value);
        }

        void Work()
        {
            WorkerHeap.Prepare();
            while (Interlocked.Increment(ref next) is var index && index < jobs.Count && !HasFailed())
            {
                RunOne(jobs[index]);
            }
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
