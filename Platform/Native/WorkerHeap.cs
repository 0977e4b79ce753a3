using System.Runtime.InteropServices;

namespace LtoPar.Platform.Native;

/// <summary>
/// The C heap as LLVM uses it: a thread makes tens of megabytes of small objects and gives them all back, once a partition. glibc gives each
/// thread an arena that grows by a page at a time, with a system call that locks the address space against all other threads, and gives
/// memory back to the system as soon as a little of it is free at the end: a process that reads a module of 4 MB makes 16,000 such calls. So each
/// worker makes its arena large once (address space, no memory), asks for huge pages there, and memory goes back in larger pieces.
/// docs/performance.md has the figures. Where libc has other ideas of its heap, nothing changes.
/// </summary>
public static unsafe partial class WorkerHeap
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;
    private const int AdviseHugePages = 14;
    private const int PageBytes = 4096;

    /// <summary>The most that glibc takes for <see cref="MmapThreshold"/>; an arena's first piece is twice that.</summary>
    private const int LargestInArena = 32 << 20;
    private const int ReservedBytes = LargestInArena - (1 << 20);
    private const int TrimmedBytes = 4 << 20;

    private static bool s_isGlibc;
    private static bool s_isShared;

    /// <summary>Says how large the pieces are in which the heap takes and gives back memory. Until then, the other calls do nothing.</summary>
    public static void Configure()
    {
        try
        {
            s_isGlibc = Option(MmapThreshold, LargestInArena) == 1 && Option(TrimThreshold, TrimmedBytes) == 1;
        }
        catch (EntryPointNotFoundException)
        {
            // Another libc: nothing changes.
        }
    }

    /// <summary>To be called once by each thread that is to use LLVM at length.</summary>
    public static void Prepare()
    {
        if (!s_isGlibc || s_isShared)
        {
            return;
        }

        void* block = NativeMemory.Alloc(ReservedBytes);
        nint start = ((nint)block + PageBytes - 1) & ~(PageBytes - 1);
        // Advice: a kernel without huge pages refuses it, and nothing is lost.
        _ = Advise((void*)start, ReservedBytes - (2 * PageBytes), AdviseHugePages);
        NativeMemory.Free(block);
    }

    /// <summary>All threads use the heap of the first one. For a single worker in little address space: an arena takes 64 MiB of it, used or not.</summary>
    public static void ShareOne()
    {
        if (s_isGlibc)
        {
            s_isShared = Option(ArenaMax, 1) == 1;
        }
    }

    /// <summary>
    /// Gives what is free back to the system: after the whole program was in one context, which the partitions together do not need again; and
    /// where memory is scarce, one worker's leftovers are another's room.
    /// </summary>
    public static void Trim()
    {
        if (s_isGlibc)
        {
            _ = GiveBack(0);
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Option(int parameter, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int GiveBack(nuint pad);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint length, int advice);
}
