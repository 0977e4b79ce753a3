using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Llvm;
using LtoPar.Linkage;

namespace LtoPar.Backend;

/// <summary>
/// The input, and the chunks of it that partitions are carved from (<see cref="ChunkPlan"/>). A chunk is made by the first worker that needs
/// it, and goes when its last partition has been carved.
/// </summary>
public sealed unsafe class ChunkedInput : IDisposable
{
    private readonly InputModule _input;
    private readonly SymbolPlan _plan;
    private readonly ChunkPlan _chunks;
    private readonly Lazy<Chunk>[] _made;
    private readonly int[] _left;

    /// <param name="Bytes">Null: carve from the input.</param>
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
    /// The partition that <see cref="Carver.Carve"/> makes, with the names of local values listed in another order (LLVM writes them as its hash table
    /// has them, which depends on how they were read). So whoever wants a partition's bytes takes them from here. Each partition once.
    /// </summary>
    public byte[] Carve(int partition)
    {
        using BitcodeBuffer buffer = CarveToBuffer(partition);
        return buffer.Bytes.ToArray();
    }

    internal BitcodeBuffer CarveToBuffer(int partition)
    {
        if (!_chunks.IsUseful)
        {
            return Carver.CarveToBuffer(_input, _plan, partition);
        }

        int number = _chunks.ChunkOf(partition);
        Chunk chunk = _made[number].Value;
        BitcodeBuffer bytes = chunk.Bytes is null
            ? Carver.CarveToBuffer(_input, _plan, partition)
            : Carver.CarveToBuffer(chunk.Bytes, chunk.Symbols, _plan, partition);
        if (Interlocked.Decrement(ref _left[number]) == 0)
        {
            chunk.Bytes?.Dispose();
        }

        return bytes;
    }

    /// <summary>After the workers: what failed runs have left.</summary>
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

    private Chunk Make(int number)
    {
        // As for a partition: what the writer adds depends on the targets there are.
        Targets.EnsureInitialized();
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(_input.Name));
        using LazyModule module = LazyModule.Open(_input);
        return new ChunkApplier(module, _input.Name, _plan, _chunks.PartitionsOf(number)).Apply() is { } symbols
            ? new Chunk(InputModule.TakeBuffer(LLVM.WriteBitcodeToMemoryBuffer(module.Handle), _input.Name), symbols)
            : new Chunk(null, []);
    }
}
