using LLVMSharp.Interop;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Platform.Crashes;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Owns the input, and the chunks of it that partitions are carved from (<see cref="ChunkPlan"/>). A chunk is made by the first worker that needs it, and is
/// freed when its last partition has been carved.
/// </summary>
public sealed unsafe class ChunkedInput : IDisposable
{
    private readonly InputModule _input;
    private readonly SymbolPlan _plan;
    private readonly ChunkPlan _chunks;
    private readonly Lazy<Chunk>[] _made;
    private readonly int[] _left;

    /// <param name="Bytes">Null: the partitions are carved from the input.</param>
    private sealed record Chunk(InputModule? Bytes, IReadOnlyList<int> Symbols);

    public ChunkedInput(InputModule input, SymbolPlan plan)
        : this(input, plan, ChunkPlan.Make(plan))
    {
    }

    public ChunkedInput(InputModule input, SymbolPlan plan, ChunkPlan chunks)
    {
        _input = input;
        _plan = plan;
        _chunks = chunks;
        _made = [.. Enumerable.Range(0, chunks.IsUseful ? chunks.Count : 0).Select(chunk => new Lazy<Chunk>(() => Make(chunk)))];
        _left = [.. Enumerable.Range(0, _made.Length).Select(chunk => chunks.PartitionsOf(chunk).Count())];
    }

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
    internal bool IsCompiledInPlace => !_input.NeedsUpgrade;

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
    internal LazyModule CarveToModule(int partition)
    {
        if (!_chunks.IsUseful || _made[_chunks.ChunkOf(partition)].Value is not { Bytes: { } bytes } chunk)
        {
            return Carver.CarveToModule(_input, null, _plan, partition);
        }

        return Carver.CarveToModule(bytes, chunk.Symbols, _plan, partition);
    }

    /// <summary>Says that the partition is not needed any more.</summary>
    internal void Done(int partition)
    {
        if (_chunks.IsUseful && Interlocked.Decrement(ref _left[_chunks.ChunkOf(partition)]) == 0)
        {
            _made[_chunks.ChunkOf(partition)].Value.Bytes?.Dispose();
        }
    }

    /// <summary>Frees the chunks that failed runs have left, after the workers have ended.</summary>
    public void Dispose()
    {
        foreach (Lazy<Chunk> chunk in _made)
        {
            if (chunk.IsValueCreated)
            {
                chunk.Value.Bytes?.Dispose();
            }
        }
    }

    private BitcodeBuffer Write(int partition)
    {
        using LazyModule module = CarveToModule(partition);
        return Carver.Write(module);
    }

    private Chunk Make(int number)
    {
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(_input.Name));
        using LazyModule module = LazyModule.Open(_input);
        return new ChunkApplier(module, _input.Name, _plan, _chunks.PartitionsOf(number)).Apply() is { } symbols
            ? new Chunk(InputModule.TakeBuffer(LLVM.WriteBitcodeToMemoryBuffer(module.Handle), _input.Name), symbols)
            : new Chunk(null, []);
    }
}
