using LtoPar.CallGraph.Reader.Segments;
using LtoPar.Linkage;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Owns the input, and the chunks of it that partitions are carved from (<see cref="ChunkPlan"/>). A chunk is made by the first worker that needs it, and is
/// freed when its last partition has been carved.
/// </summary>
public sealed class ChunkedInput : IDisposable
{
    private readonly InputModule? _whole;
    private readonly SymbolPlan _plan;
    private readonly ChunkPlan _chunks;
    private readonly Lazy<Chunk?>[] _made;
    private readonly int[] _left;

    public ChunkedInput(InputModule input, SymbolPlan plan)
        : this(input, plan, ChunkPlan.Make(plan))
    {
    }

    public ChunkedInput(InputModule input, SymbolPlan plan, ChunkPlan chunks)
        : this(input.Name, plan, chunks, new WholeChunks(input, plan).Make)
    {
        _whole = input;
    }

    /// <summary>Takes a program in segments: every partition is carved from a chunk.</summary>
    public ChunkedInput(InputProgram input, SegmentedGraph read, SymbolPlan plan)
        : this(input.Name, plan, ChunkPlan.OfSegments(plan), new SegmentChunks(input, read, plan).Make)
    {
    }

    private ChunkedInput(string name, SymbolPlan plan, ChunkPlan chunks, Func<IEnumerable<int>, Chunk?> make)
    {
        Name = name;
        _plan = plan;
        _chunks = chunks;
        _made = [.. Enumerable.Range(0, chunks.IsUseful ? chunks.Count : 0).Select(chunk => new Lazy<Chunk?>(() => make(chunks.PartitionsOf(chunk))))];
        _left = [.. Enumerable.Range(0, _made.Length).Select(chunk => chunks.PartitionsOf(chunk).Count())];
    }

    /// <summary>The subject of messages.</summary>
    public string Name { get; }

    /// <summary>
    /// Makes the partition that <see cref="Carver.Carve"/> makes, with the names of local values listed in another order (LLVM writes them in the order of its
    /// hash table, which depends on how they were read). So a caller that wants a partition's bytes takes them from here. Each partition is carved once.
    /// </summary>
    public byte[] Carve(int partition)
    {
        using BitcodeBuffer buffer = CarveToBuffer(partition);
        return buffer.Bytes.ToArray();
    }

    /// <summary>
    /// Whether the carved module is compiled without being written and read again: the same object comes of both (tests compare them), unless the reader has
    /// something to upgrade.
    /// </summary>
    internal bool IsCompiledInPlace => _whole?.NeedsUpgrade != true;

    /// <summary>Carves the partition again for a report, while it is being compiled.</summary>
    internal byte[] CarveAgain(int partition)
    {
        using BitcodeBuffer bytes = Write(partition);
        return bytes.Bytes.ToArray();
    }

    internal BitcodeBuffer CarveToBuffer(int partition)
    {
        BitcodeBuffer bytes = Write(partition);
        Done(partition);
        return bytes;
    }

    /// <summary>Carves the partition to a module. The bytes that it was read from stay until <see cref="Done"/>.</summary>
    internal LazyModule CarveToModule(int partition) => _chunks.IsUseful && _made[_chunks.ChunkOf(partition)].Value is { } chunk
        ? Carver.CarveToModule(chunk.Bytes, chunk.Symbols, _plan, partition)
        : Carver.CarveToModule(_whole ?? throw new InvalidOperationException("a program in segments has chunks"), null, _plan, partition);

    /// <summary>Says that the partition is not needed any more.</summary>
    internal void Done(int partition)
    {
        if (_chunks.IsUseful && Interlocked.Decrement(ref _left[_chunks.ChunkOf(partition)]) == 0)
        {
            _made[_chunks.ChunkOf(partition)].Value?.Bytes.Dispose();
        }
    }

    /// <summary>Frees the chunks that failed runs have left, after the workers have ended.</summary>
    public void Dispose()
    {
        foreach (Lazy<Chunk?> chunk in _made)
        {
            if (chunk.IsValueCreated)
            {
                chunk.Value?.Bytes.Dispose();
            }
        }
    }

    private BitcodeBuffer Write(int partition)
    {
        using LazyModule module = CarveToModule(partition);
        return Carver.Write(module);
    }
}
