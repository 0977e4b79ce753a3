using LtoPar.Backend;
using LtoPar.Backend.Carving;
using LtoPar.Backend.Execution;
using LtoPar.Backend.Memory;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;
using LtoPar.Backend.Workers;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader.Segments;
using LtoPar.Driver.Caching;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Distributing;
using LtoPar.Driver.Execution;
using LtoPar.Linkage;
using LtoPar.Partitioner;
using LtoPar.Platform.Jobs;
using LtoPar.Platform.Native;

namespace LtoPar.Driver.Compilation;

/// <summary>The program, and what each partition defines and declares.</summary>
internal sealed class PlannedProgram(OpenProgram program, SymbolPlan plan, LinkageOptions linkage, SegmentedGraph? segments)
{
    public OpenProgram Program => program;

    public SymbolPlan Plan => plan;

    private Pipeline Pipeline => program.Pipeline;

    private RunExtras Extras => new()
    {
        Carved = Both(Temps.Keeps(TempStage.Carved) ? Temps.WriteCarved : null, Pipeline.Request.Ir is { } ir ? ir.WriteCarved : null),
        Optimized = Temps.Last == TempStage.Carved
            ? null
            : Both(Temps.Keeps(TempStage.Opt) ? Temps.WriteOptimized : null, Pipeline.Request.Ir is { } folder ? folder.WriteOptimized : null),
        PassGranularity = Pipeline.Request.PassGranularity,
        LeavesOutObjects = Temps.Last == TempStage.Opt,
    };

    private TempStages Temps => Pipeline.Request.Temps;

    /// <summary>The options that cut it in the same way, with everything named that was found out.</summary>
    public IReadOnlyList<string> ToArguments() =>

    [
        .. PlanOptions.ToArguments(Pipeline.Request.Plan.Partitioning.ResolvedFor(plan.Graph), linkage, plan.Graph.Rules),
        .. linkage.Imports is null ? [] : new[] { "--stage=partition-ipo" },
    ];

    /// <summary>The same program in one partition.</summary>
    public SymbolPlan Whole()
    {
        PartitionOptions one = Pipeline.Request.Plan.Cut(Pipeline.Options.InlinesInPartitions) with { Strategy = PartitionStrategy.One, MaxPartitions = null };
        return SymbolPlanner.Plan(plan.Graph, PartitionPlanner.Plan(plan.Graph, one), linkage);
    }

    /// <summary>Writes the stages before the partitions that are to be kept.</summary>
    public void WriteStages()
    {
        if (Pipeline.Asked.Stage == Stage.Ipo)
        {
            Temps.WriteIpo(program.Input.Whole);
        }

        Temps.WriteGraph(plan.Graph);
        Temps.WritePlan(plan);
    }

    /// <summary>Carves one partition.</summary>
    public byte[] CarveOne(int partition)
    {
        using ChunkedInput chunks = Chunks();
        return chunks.Carve(partition);
    }

    /// <summary>Carves the partitions to the files of the run.</summary>
    public void Carve()
    {
        using ChunkedInput chunks = Chunks();
        RunExtras extras = Extras;
        int[] all = [.. plan.Partitions.Partitions.Select(p => p.Id)];
        Pipeline.Phases.Run("carve", () => CarvedPartition.Each(
            chunks, all, program.Memory.Workers, carved => extras.Take(carved.Partition, carved.Bitcode, chunks.Name, Pipeline.Options)));
    }

    /// <summary>The same program, cut while some more symbols stay together.</summary>
    public SymbolPlan With(IEnumerable<Tie> kept)
    {
        ProgramGraph graph = plan.Graph.With(kept);
        return SymbolPlanner.Plan(
            graph, PartitionPlanner.Plan(graph, Pipeline.Request.Plan.Cut(Pipeline.Options.InlinesInPartitions)), linkage);
    }

    /// <summary>Compiles the partitions, up to the stage that the run ends with.</summary>
    /// <param name="completed">Called once for each finished partition, from one thread at a time.</param>
    public CompiledProgram Compile(CostHistory history, Action<PartitionResult> completed)
    {
        CompileOptions options = Pipeline.Options;
        int workers = program.Memory.Workers;
        using WorkerPool? pool = Workers(options);
        string where = (pool is null ? "" : ", in worker processes") + (Pipeline.Request.JobServer is null ? "" : ", as the jobserver lets");
        Pipeline.Phases.Say($"compiling {plan.Partitions.Partitions.Count} partitions, {workers} at a time{where}: {string.Join(' ', options.ToArguments())}");
        MemoryBudget budget = program.Memory.Budget();
        using JobServerSlots? slots = Pipeline.Request.JobServer is { } server ? new JobServerSlots(server) : null;
        IExecutor executor = pool is null
            ? new ThreadExecutor(workers, ManagedHeap.GiveBack, slots: slots)
            : new ProcessExecutor(pool, workers, ManagedHeap.GiveBack, slots);
        using ChunkedInput chunks = Chunks();
        RunCache? cache = Pipeline.Cache;
        using IDisposable? fallback = WorkerFallback.Arm(Pipeline.Request.Executor, Pipeline.Request.InputPath);
        IReadOnlyList<PartitionResult> objects = Pipeline.Phases.Run("compile", () => Pipeline.Request.Distributor is { } distributor
            ? Distribute(distributor, chunks, history, cache, completed)
            : ParallelBackend.Run(chunks, plan, options, executor, completed, budget, history, extras: Extras, cache: cache));
        if (cache is not null)
        {
            Pipeline.Phases.Say($"cache: {cache.Report}");
        }

        return new CompiledProgram(this, objects, budget);
    }

    private static Action<int, ReadOnlySpan<byte>>? Both(Action<int, ReadOnlySpan<byte>>? first, Action<int, ReadOnlySpan<byte>>? second) => first + second;

    private ChunkedInput Chunks() => segments is null ? new(program.Input.Whole, plan) : new(program.Input, segments, plan);

    /// <returns>Null: partitions are compiled in this process.</returns>
    private WorkerPool? Workers(CompileOptions options) => Pipeline.Request is { Distributor: null, Executor: { Kind: ExecutorKind.Process, Limit: var limit } }
        ? new WorkerPool(WorkerArguments.Of(options, Pipeline.Request.Library), options, limit, Pipeline.Messages.Note)
        : null;

    private IReadOnlyList<PartitionResult> Distribute(
        Distributor distributor, ChunkedInput chunks, CostHistory history, RunCache? cache, Action<PartitionResult> completed)
    {
        string[] common = Pipeline.Request.Library is { } library ? [$"--llvm-lib={Path.GetFullPath(library)}"] : [];
        DistributedRun run = new(distributor, Pipeline.Request.OutputName, plan, Pipeline.Options, common);
        return run.Run(chunks, history, program.Memory.Workers, cache, completed, Pipeline.Phases, Pipeline.Messages, Extras);
    }
}
