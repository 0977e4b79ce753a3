using System.Diagnostics;
using System.Globalization;
using LtoPar.Backend.Carving;
using LtoPar.Backend.Memory;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Native;

namespace LtoPar.Backend.Execution;

/// <summary>
/// Compiles every partition of a plan: makes the jobs, orders them, and runs them on an executor. A job carves and compiles in one go, so
/// that only as many partitions are in memory as there are workers.
/// </summary>
public static class ParallelBackend
{
    /// <summary>The variable whose number shuffles the order of work: output that depends on the order fails loudly.</summary>
    public const string ShuffleVariable = "LTO_PAR_SHUFFLE_SEED";

    /// <summary>Compiles the partitions of a program that is one module.</summary>
    /// <returns>The results, sorted by partition, whatever the order of completion.</returns>
    /// <exception cref="LtoParException">A partition failed; of several, the one of the lowest number.</exception>
    public static IReadOnlyList<PartitionResult> Run(
        InputModule input, SymbolPlan plan, CompileOptions options, IExecutor executor, Action<PartitionResult>? completed,
        MemoryBudget? memory = null, CostHistory? history = null, IReadOnlyList<int>? only = null, RunExtras? extras = null)
    {
        using ChunkedInput chunks = new(input, plan);
        return Run(chunks, plan, options, executor, completed, memory, history, only, extras);
    }

    /// <returns>The results, sorted by partition, whatever the order of completion.</returns>
    /// <param name="memory">Jobs wait for it to admit them; null: no job waits.</param>
    /// <param name="history">The costs that decide the order of work; null: predictions alone decide it.</param>
    /// <param name="only">The partitions to compile; null: all.</param>
    /// <param name="extras">What is wanted besides the objects; null: nothing.</param>
    /// <param name="cache">Is asked for each object before it is compiled, and given it afterwards; null: all are compiled.</param>
    /// <exception cref="LtoParException">A partition failed; of several, the one of the lowest number.</exception>
    public static IReadOnlyList<PartitionResult> Run(
        ChunkedInput input, SymbolPlan plan, CompileOptions options, IExecutor executor, Action<PartitionResult>? completed,
        MemoryBudget? memory = null, CostHistory? history = null, IReadOnlyList<int>? only = null, RunExtras? extras = null,
        IPartitionCache? cache = null)
    {
        List<PartitionJob> jobs = JobOrder.Of(plan, options.Stage, history ?? CostHistory.Empty);
        if (only is not null)
        {
            jobs.RemoveAll(j => !only.Contains(j.Partition));
        }

        Shuffle(jobs);
        if (memory is not null)
        {
            memory.Expect(jobs.Sum(j => MemoryModel.OfPartition(PartitionExtent.Of(plan, j.Partition), options.Stage)));
            TrimIfTight(memory);
        }

        RunExtras wanted = extras ?? RunExtras.None;
        PartitionResult?[] results = new PartitionResult?[plan.Partitions.Partitions.Count];
        long start = Stopwatch.GetTimestamp();
        executor.Run(
            jobs,
            job => WithMemory(
                memory, plan, options.Stage, job.Partition,
                () => CarveAndCompile(input, options, executor.Compiler, job.Partition, wanted, wanted.LeavesOutObjects ? null : cache, start)),
            result =>
        {
            results[result.Partition] = result;
            completed?.Invoke(result);
        });
        return [.. jobs.Select(j => j.Partition).Order().Select(p => results[p] ?? throw new InvalidOperationException("an executor lost a partition"))];
    }

    private static PartitionResult WithMemory(MemoryBudget? memory, SymbolPlan plan, Stage stage, int partition, Func<PartitionResult> work)
    {
        if (memory is null)
        {
            return work();
        }

        long bytes = MemoryModel.OfPartition(PartitionExtent.Of(plan, partition), stage);
        memory.Admit(bytes);
        try
        {
            PartitionResult result = work();
            return result with { Timing = result.Timing with { AdmittedBytes = bytes } };
        }
        finally
        {
            TrimIfTight(memory);
            memory.Release(bytes);
        }
    }

    private static void TrimIfTight(MemoryBudget memory)
    {
        if (memory.IsTight)
        {
            WorkerHeap.Trim();
        }
    }

    private static PartitionResult CarveAndCompile(
        ChunkedInput input, CompileOptions options, IPartitionCompiler? compiler, int partition, RunExtras extras,
        IPartitionCache? cache, long runStart)
    {
        TimeSpan started = Stopwatch.GetElapsedTime(runStart);
        Moment start = Moment.Now();
        PartitionResult result;
        TimeSpan carve, carveCpu;
        CacheLookup lookup = new(cache, partition);
        // What is written out again is to be a function of the partition's bytes, as its object is: it may be optimised elsewhere.
        if (compiler is null && input.IsCompiledInPlace && extras.Optimized is null)
        {
            using LazyModule module = input.CarveToModule(partition);
            ManagedHeap.Reuse();
            if (extras.Carved is not null || cache is not null)
            {
                using BitcodeBuffer bitcode = Carver.Write(module);
                extras.Carved?.Invoke(partition, bitcode.Bytes);
                lookup.Find(bitcode.Bytes);
            }

            (carve, carveCpu) = start.Elapsed();
            result = Complete(
                lookup.Result,
                extras,
                cache is not null,
                parts => PartitionCompiler.Compile(module, () => input.CarveAgain(partition), input.Name, partition, options, parts));
            input.Done(partition);
        }
        else
        {
            using BitcodeBuffer bitcode = input.CarveToBuffer(partition);
            ManagedHeap.Reuse();
            extras.Carved?.Invoke(partition, bitcode.Bytes);
            lookup.Find(bitcode.Bytes);
            (carve, carveCpu) = start.Elapsed();
            result = Complete(
                lookup.Result,
                extras,
                cache is not null,
                parts => compiler?.Compile(bitcode.Bytes, input.Name, partition, parts)
                    ?? PartitionCompiler.Compile(bitcode.Bytes, input.Name, partition, options, parts));
        }

        lookup.Keep(result);
        if (result.Optimized is { } optimized)
        {
            extras.Optimized!(partition, optimized);
        }

        (TimeSpan wall, TimeSpan cpu) = start.Elapsed();
        PartitionTiming timing = result.Timing;
        // A compiler elsewhere has its own processor time, which this thread's clock does not count.
        StageTimes elsewhere = compiler is null ? default : timing.Cpu;
        return result with
        {
            Optimized = null,
            Timing = timing with
            {
                Carve = carve,
                Emit = wall - carve - timing.Optimize,
                Cpu = new StageTimes(carveCpu, timing.Cpu.Optimize, cpu + elsewhere.Optimize + elsewhere.Emit - carveCpu - timing.Cpu.Optimize),
                Started = started,
                Ended = Stopwatch.GetElapsedTime(runStart),
                Origin = runStart,
            },
        };
    }

    /// <summary>Compiles what was not found in the cache; of what was, it finds out what it is optimised to, where that is wanted.</summary>
    private static PartitionResult Complete(PartitionResult? found, RunExtras extras, bool looksForFiles, Func<ResultParts, PartitionResult> compile)
    {
        ResultParts parts = extras.Parts(looksForFiles);
        return found is null ? compile(parts)
            : !parts.KeepsOptimized ? found
            : found with { Optimized = compile(parts with { LeavesOutObject = true }).Optimized };
    }

    private static void Shuffle(List<PartitionJob> jobs)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable(ShuffleVariable), NumberStyles.Integer, CultureInfo.InvariantCulture, out int seed))
        {
#pragma warning disable CA5394 // a test aid, not a secret
            new Random(seed).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(jobs));
#pragma warning restore CA5394
        }
    }
}
