using LtoPar.Backend.Partitions;

namespace LtoPar.Backend.Execution;

/// <summary>Says what a run wants of its partitions besides their objects.</summary>
public sealed record RunExtras
{
    public static RunExtras None { get; } = new();

    /// <summary>Is given each partition's bitcode before it is compiled, from the worker's thread; null: the bitcode need not be written.</summary>
    public Action<int, ReadOnlySpan<byte>>? Carved { get; init; }

    /// <summary>Is given each partition's bitcode as it is before code generation, from the worker's thread; null: nobody wants it.</summary>
    public Action<int, ReadOnlySpan<byte>>? Optimized { get; init; }

    /// <summary>The run ends before code generation: objects are empty.</summary>
    public bool LeavesOutObjects { get; init; }

    /// <summary>The shortest run of a pass that is wanted, in microseconds; null: no passes are.</summary>
    public int? PassGranularity { get; init; }

    /// <param name="looksForFiles">Whether <see cref="PartitionResult.ReadsFiles"/> is asked for.</param>
    public ResultParts Parts(bool looksForFiles) => new()
    {
        LooksForFiles = looksForFiles,
        KeepsOptimized = Optimized is not null,
        LeavesOutObject = LeavesOutObjects,
        PassGranularity = PassGranularity,
    };

    /// <summary>Hands over the bitcode of a partition whose object is made elsewhere: what it is optimised to is found out here.</summary>
    /// <param name="bitcode">The partition as it was carved.</param>
    /// <param name="name">The subject of messages.</param>
    public void Take(int partition, ReadOnlySpan<byte> bitcode, string name, CompileOptions options)
    {
        Carved?.Invoke(partition, bitcode);
        if (Optimized is not null)
        {
            ResultParts parts = new() { KeepsOptimized = true, LeavesOutObject = true };
            Optimized(partition, PartitionCompiler.Compile(bitcode, name, partition, options, parts).Optimized);
        }
    }
}
