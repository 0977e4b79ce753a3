using System.Diagnostics;
using LtoPar.Backend.Carving;
using LtoPar.Llvm;
using LtoPar.Platform.Threads;

namespace LtoPar.Backend.Partitions;

/// <summary>A partition as the bytes that it is, for what compiles it in another process or on another machine.</summary>
/// <param name="ReadsFiles">Its object may depend on files besides (<see cref="AsmFiles"/>).</param>
public sealed unsafe record CarvedPartition(int Partition, byte[] Bitcode, bool ReadsFiles)
{
    /// <summary>The wall time of carving; what follows is not here to be timed.</summary>
    public required PartitionTiming Timing { get; init; }

    /// <summary>Carves partitions, several at a time.</summary>
    /// <param name="partitions">In the order in which they are begun.</param>
    /// <param name="carved">Is given each, from the worker that carved it.</param>
    /// <exception cref="Platform.LtoParException">One could not be carved.</exception>
    public static void Each(ChunkedInput input, IReadOnlyList<int> partitions, int workers, Action<CarvedPartition> carved)
    {
        int next = -1;
        long origin = Stopwatch.GetTimestamp();
        WorkerThreads.Run(
            Math.Clamp(workers, 1, Math.Max(partitions.Count, 1)),
            _ =>
            {
                for (int i = Interlocked.Increment(ref next); i < partitions.Count; i = Interlocked.Increment(ref next))
                {
                    carved(Carve(input, partitions[i], origin));
                }
            },
            "carver");
    }

    private static CarvedPartition Carve(ChunkedInput input, int partition, long origin)
    {
        TimeSpan started = Stopwatch.GetElapsedTime(origin);
        byte[] bytes;
        bool readsFiles;
        using (LazyModule module = input.CarveToModule(partition))
        {
            readsFiles = AsmFiles.MayBeReadBy(module.Handle);
            using BitcodeBuffer buffer = Carver.Write(module);
            bytes = buffer.Bytes.ToArray();
        }

        input.Done(partition);
        TimeSpan ended = Stopwatch.GetElapsedTime(origin);
        return new CarvedPartition(partition, bytes, readsFiles)
        {
            Timing = new PartitionTiming(ended - started, TimeSpan.Zero, TimeSpan.Zero, bytes.Length) { Started = started, Ended = ended, Origin = origin },
        };
    }
}
