namespace LtoPar.Platform.Native;

/// <summary>
/// The .NET heap. What is made of the module in memory, for the plan and for each partition, is garbage soon after, and the collector of its own accord
/// waits for more of it than there ever is.
/// </summary>
public static class ManagedHeap
{
    /// <summary>A heap that is smaller is not worth the two milliseconds of a collection.</summary>
    private const long SmallBytes = 4 << 20;

    private static long s_collectedAt;

    /// <summary>
    /// Collects, and returns what is free to the system. For the thread that waits for workers: those are inside LLVM, which a collection does not stop.
    /// </summary>
    public static void GiveBack()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) >= SmallBytes)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            Volatile.Write(ref s_collectedAt, GC.GetTotalAllocatedBytes());
        }
    }

    /// <summary>
    /// After a partition has been carved: collects what was allocated since the last time, if it is much, so that the next one is carved in the same memory
    /// and not in fresh pages.
    /// </summary>
    public static void Reuse()
    {
        long last = Volatile.Read(ref s_collectedAt);
        long allocated = GC.GetTotalAllocatedBytes();
        if (allocated - last >= SmallBytes && Interlocked.CompareExchange(ref s_collectedAt, allocated, last) == last)
        {
            GC.Collect(1, GCCollectionMode.Forced, blocking: true, compacting: false);
        }
    }
}
