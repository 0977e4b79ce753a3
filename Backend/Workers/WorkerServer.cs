using System.Collections.Concurrent;
using LtoPar.Backend.Partitions;
using LtoPar.Platform;
using LtoPar.Platform.Crashes;
using LtoPar.Platform.Files;
using LtoPar.Platform.Native;
using LtoPar.Platform.Threads;
using Microsoft.Win32.SafeHandles;

namespace LtoPar.Backend.Workers;

/// <summary>
/// The other side of <see cref="WorkerProcess"/>: answers requests on standard input, one after the other, until it ends. One thread compiles, and the first
/// thread goes on reading: so it sees the end of standard input at once, whatever LLVM does, and no worker outlives the process that it works for.
/// </summary>
public static class WorkerServer
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    /// <summary>Does not return.</summary>
    /// <param name="options">The options of all partitions, settled.</param>
    /// <param name="identity">See <see cref="WorkerSetup.Identity"/>.</param>
    public static void Serve(CompileOptions options, string identity)
    {
        using Stream requests = Console.OpenStandardInput();
        using Stream replies = TakeStandardOutput();
        Lock writing = new();
        NativeCrash.Tell = reason => Reply(new WorkerReply.GaveUp(reason));
        Reply(new WorkerReply.Hello(identity));
        using BlockingCollection<WorkerRequest> queue = [];
        new Thread(Compile, WorkerThreads.StackBytes) { IsBackground = true, Name = "lto-par worker" }.Start();
        while (Record.Read(requests) is { } record)
        {
            queue.Add(WorkerRequest.Parse(record));
        }

        ScratchFolders.RemoveAllAndExit(0);

        void Compile()
        {
            WorkerHeap.Prepare();
            foreach (WorkerRequest request in queue.GetConsumingEnumerable())
            {
                Reply(CompileOne(request, options));
            }
        }

        void Reply(WorkerReply reply)
        {
            try
            {
                lock (writing)
                {
                    reply.Write(replies);
                }
            }
            catch (IOException)
            {
                ScratchFolders.RemoveAllAndExit(1); // nobody reads
            }
        }
    }

    private static WorkerReply CompileOne(WorkerRequest request, CompileOptions options)
    {
        try
        {
            return new WorkerReply.Compiled(
                PartitionCompiler.Compile(request.Bitcode.Span, request.Name, request.Partition, options, request.Parts));
        }
        catch (LtoParException e)
        {
            return new WorkerReply.Refused(e);
        }
#pragma warning disable CA1031 // a bug of ours: the process that asked reports it
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new WorkerReply.Broken(e.ToString());
        }
    }

    /// <summary>What else is printed there (options of LLVM's print) goes to standard error, and not between two answers.</summary>
    private static FileStream TakeStandardOutput()
    {
        int own = Posix.Duplicate(StandardOutput);
        if (own < 0 || Posix.DuplicateTo(StandardError, StandardOutput) < 0)
        {
            throw new InvalidOperationException("a worker process has no standard output or error");
        }

        return new FileStream(new SafeFileHandle(own, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }
}
