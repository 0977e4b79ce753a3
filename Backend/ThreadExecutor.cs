using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace LtoPar.Backend;

/// <summary>
/// Dedicated threads fed by a bounded channel. Not the thread pool: LLVM recurses deeply (its own tools are built for 8 MiB stacks, and a
/// selection DAG of a generated parser wants more), a job runs for seconds, and a pool would grow and shrink around it.
/// </summary>
public sealed class ThreadExecutor(int workers) : IExecutor
{
    private const int StackBytes = 64 << 20;

    public string Name => "threads";

    public void Run(IReadOnlyList<PartitionJob> jobs, Func<PartitionJob, PartitionResult> work, Action<PartitionResult> completed)
    {
        int threadCount = Math.Clamp(workers, 1, Math.Max(jobs.Count, 1));
        Channel<PartitionJob> queue = Channel.CreateBounded<PartitionJob>(new BoundedChannelOptions(threadCount)
        {
            SingleWriter = true,
            SingleReader = threadCount == 1,
        });
        Lock reporting = new();
        SortedDictionary<int, Exception> failures = [];
        Thread[] threads = new Thread[threadCount];
        for (int i = 0; i < threadCount; i++)
        {
            threads[i] = new Thread(Work, StackBytes) { Name = $"lto-par worker {i}", IsBackground = true };
            threads[i].Start();
        }

        foreach (PartitionJob job in jobs)
        {
            lock (reporting)
            {
                if (failures.Count > 0)
                {
                    break;
                }
            }

            queue.Writer.WriteAsync(job).AsTask().GetAwaiter().GetResult();
        }

        queue.Writer.Complete();
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
            while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (queue.Reader.TryRead(out PartitionJob job))
                {
                    RunOne(job);
                }
            }
        }

        void RunOne(PartitionJob job)
        {
            lock (reporting)
            {
                if (failures.Count > 0)
                {
                    return;
                }
            }

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
