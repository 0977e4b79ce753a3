using LtoPar.Backend;
using LtoPar.Backend.Carving;
using LtoPar.Backend.Execution;
using LtoPar.Backend.Partitions;
using LtoPar.Driver.Caching;
using LtoPar.Driver.Compilation;
using LtoPar.Linkage;
using LtoPar.Platform.Threads;

namespace LtoPar.Driver.Bisecting;

/// <summary>Compiles partitions and variants of them, each once as long as the cache keeps it.</summary>
internal sealed class VariantCompiler(PlannedProgram planned, CompileCost cost)
{
    private readonly Dictionary<CompileOptions, RunCache?> _caches = [];

    private Pipeline Pipeline => planned.Program.Pipeline;

    private string Name => planned.Program.Input.Name;

    /// <summary>Compiles all partitions of a plan.</summary>
    /// <param name="completed">Is given each that was compiled, or found.</param>
    public IReadOnlyList<PartitionResult> CompileAll(SymbolPlan plan, CompileOptions options, Action<PartitionResult> completed)
    {
        using ChunkedInput chunks = new(planned.Program.Input.Whole, plan);
        ThreadExecutor executor = new(planned.Program.Memory.Workers);
        return Pipeline.Phases.Run("compile", () => ParallelBackend.Run(chunks, plan, options, executor, completed, cache: CacheOf(options)));
    }

    /// <returns>The objects of all partitions of a plan.</returns>
    public IReadOnlyList<byte[]> Compile(SymbolPlan plan, CompileOptions options, Action<PartitionResult> completed) =>
        [.. CompileAll(plan, options, completed).Select(r => r.Object)];

    /// <summary>Compiles a partition's bitcode.</summary>
    public PartitionResult Compile(byte[] bitcode, int partition, CompileOptions options) => Through(
        options,
        bitcode,
        partition,
        isCached => PartitionCompiler.Compile(bitcode, Name, partition, options, new ResultParts { LooksForFiles = isCached }));

    /// <summary>Takes what is made of some bytes with some options from the cache, or makes it and keeps it.</summary>
    /// <param name="bytes">They are the key, with the options.</param>
    /// <param name="make">Is told whether the cache asks what files it depends on; runs on a thread with a stack for LLVM.</param>
    public PartitionResult Through(CompileOptions options, ReadOnlySpan<byte> bytes, int partition, Func<bool, PartitionResult> make)
    {
        RunCache? cache = CacheOf(options);
        string key = "";
        if (cache is not null)
        {
            (byte[]? found, key) = cache.Find(partition, bytes);
            if (found is not null)
            {
                return new PartitionResult(partition, found, [], PartitionTiming.None) { IsFromCache = true };
            }
        }

        PartitionResult? made = null;
        WorkerThreads.Run(1, _ => made = make(cache is not null));
        cost.AddOther(made!);
        if (key.Length > 0)
        {
            cache!.Keep(key, made!);
        }

        return made!;
    }

    /// <summary>Ends the use of the caches, which may remove what they have too much of.</summary>
    public void Finish()
    {
        foreach (RunCache? cache in _caches.Values)
        {
            cache?.Finish();
        }
    }

    private RunCache? CacheOf(CompileOptions options)
    {
        if (Pipeline.Request.Cache is not { } request)
        {
            return null;
        }

        if (!_caches.TryGetValue(options, out RunCache? cache))
        {
            _caches[options] = cache = RunCache.Open(
                request, Pipeline.Request.InputBytes, Pipeline.Request.OutputName, options, Pipeline.Messages.Warning);
        }

        return cache;
    }
}
