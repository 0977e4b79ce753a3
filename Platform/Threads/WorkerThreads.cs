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

    /// <param name="body">Is given the worker's number.</param>
    /// <param name="name">What debuggers call the threads.</param>
    /// <param name="meanwhile">Run by the calling thread when all workers have been started, before it waits.</param>
    public static void Run(int workers, Action<int> body, string name = "read", Action? meanwhile = null)
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
            { Name = $"lto-par {name} {worker}", IsBackground = true };
            threads[i].Start();
        }

        meanwhile?.Invoke();
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
