using System.Runtime.ExceptionServices;
using LtoPar.Platform.Native;

namespace LtoPar.Platform.Threads;

/// <summary>
/// Runs one body on N threads with stacks that LLVM can recurse in (its own tools rely on 8 MiB; deep expression trees want more), and waits.
/// The first failure by worker number is rethrown, so that what is reported does not depend on timing.
/// </summary>
public static class WorkerThreads
{
    public const int StackBytes = 64 << 20;

    public static void Run(int workers, Action<int> body)
    {
        Exception?[] failures = new Exception?[workers];
        Thread[] threads = new Thread[workers];
        for (int i = 0; i < workers; i++)
        {
            int worker = i;
            threads[i] = new Thread(
                () =>
                {
                    try
                    {
                        WorkerHeap.Prepare();
                        body(worker);
                    }
                    catch (Exception e)
                    {
                        failures[worker] = e;
                    }
                },
                StackBytes)
            { Name = $"lto-par read {worker}", IsBackground = true };
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        if (failures.FirstOrDefault(f => f is not null) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
