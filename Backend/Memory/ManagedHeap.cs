namespace LtoPar.Backend.Memory;

/// <summary>The .NET heap. The graph and the plan are made in a few milliseconds and leave more garbage than they keep; nothing later would collect it.</summary>
internal static class ManagedHeap
{
    /// <summary>A heap that is smaller is not worth the two milliseconds of a collection.</summary>
    private const long SmallBytes = 4 << 20;

    /// <summary>
    /// Collects, and returns what is free to the system. For the thread that waits for workers: those are inside LLVM, which a collection does not stop.
    /// </summary>
    public static void GiveBack()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) >= SmallBytes)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
