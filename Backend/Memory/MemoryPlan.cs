using LtoPar.Bitcode;
using LtoPar.CallGraph.Reader;
using LtoPar.Platform;
using LtoPar.Platform.Native;
using LtoPar.Platform.Threads;

namespace LtoPar.Backend.Memory;

/// <summary>
/// Decides how many readers and workers there may be, and how much memory. It is made before anything is read, from the limit that was asked for, the memory
/// that the machine and its control groups have, and the address space that ulimit -v leaves. It changes neither the plan nor the objects.
///
/// Address space is reckoned apart: a thread takes its stack and its part of the heap out of it whether they are used or not, and where it ends LLVM does not
/// fail but crash.
/// </summary>
/// <param name="Limit">Resident bytes of the whole process.</param>
/// <param name="IsAsked">Whether the limit is the user's, not the machine's.</param>
/// <param name="Reading">It has at most as many readers as jobs were asked for.</param>
/// <param name="Workers">At most the number asked for, at least 1.</param>
/// <param name="Process">The memory that the process is predicted to have besides its partitions, in bytes.</param>
public sealed record MemoryPlan(long Limit, bool IsAsked, ReadingPlan Reading, int Workers, long Process)
{
    /// <summary>A prediction may be off by a tenth; the machine's limits are where processes are killed.</summary>
    private const double ShareOfMachine = 0.9;

    private const long Stack = WorkerThreads.StackBytes;
    private const long HeapPiece = 64 << 20;

    /// <summary>Address space for everything that is not a thread's: mapped files, the managed heap.</summary>
    private const long AddressReserve = 128 << 20;

    /// <summary>The memory that the process is predicted to have had when the program was in one piece, in bytes; 0: it never was.</summary>
    public long Before { get; init; }

    /// <summary>Whether there is one worker, in little address space: it uses the heap of the first thread (<see cref="WorkerHeap.ShareOne"/>).</summary>
    public bool SharesHeap { get; init; }

    /// <param name="asked">--memory-limit in bytes; null: all that the machine has.</param>
    /// <param name="jobs">The most partitions at a time.</param>
    /// <param name="readers">The most threads for reading; those for which there is no memory are left out.</param>
    /// <exception cref="LtoParException">There is no address space for a single worker.</exception>
    public static MemoryPlan Make(long? asked, int jobs, int readers, ModuleExtent extent) =>
        Make(asked, HostMemory.Size, HostMemory.AddressSpaceLeft(), jobs, extent, readers);

    internal static MemoryPlan Make(long? asked, long machine, long addressSpace, int jobs, ModuleExtent extent, int? readers = null)
    {
        if (addressSpace < Stack + HeapPiece)
        {
            throw new LtoParException(
                null,
                $"ulimit -v leaves {addressSpace >> 20} MiB of address space, and one partition at a time needs {(Stack + HeapPiece) >> 20} MiB; "
                    + "raise it by as much");
        }

        long limit = asked ?? (long)(machine * ShareOfMachine);
        int threads = ThreadsWithin(addressSpace, extent, jobs);
        ReadingPlan reading = MemoryModel.ReadingWithin(limit, extent, Math.Min(readers ?? threads, threads));
        return new MemoryPlan(limit, asked is not null, reading, threads, MemoryModel.OfProcess(extent))
        {
            SharesHeap = addressSpace < long.MaxValue && threads == 1,
        };
    }

    /// <summary>Makes the admission of jobs under this plan.</summary>
    public MemoryBudget Budget() => new(Math.Max(0, Limit - Process));

    /// <summary>
    /// The number of threads that fit. A new piece of heap is mapped at twice its size and then cut to where it is aligned; reading divides the bodies among
    /// its threads, and a partition is a part of them as well. Of a module with debug information each thread maps a copy.
    /// </summary>
    private static int ThreadsWithin(long addressSpace, ModuleExtent extent, int most)
    {
        if (addressSpace == long.MaxValue)
        {
            return most;
        }

        int threads = most;
        while (threads > 1 && AddressReserve + HeapPiece
            + (threads * (Stack + CopyOf(extent) + HeapOf(MemoryModel.HeapOfReading(extent, ReadingPlan.Of(extent, threads)), threads))) > addressSpace)
        {
            threads--;
        }

        return threads;
    }

    private static long HeapOf(long bytes, int threads) => HeapPiece * (1 + (bytes / threads / HeapPiece));

    private static long CopyOf(ModuleExtent extent) => extent.Debug is { } debug ? debug.MetadataBytes + debug.BodyBytes : 0;
}
