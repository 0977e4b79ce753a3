using LtoPar.Backend.Partitions;
using LtoPar.Driver.Caching;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Execution;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Reports.LogFile;
using LtoPar.Driver.Reports.TraceFile;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform.Native;

namespace LtoPar.Driver.RunLogs;

/// <summary>Makes the log of a run, of what the run knows at its end.</summary>
internal static class RunLogMaker
{
    /// <summary>Makes the log of a run that read, planned and compiled.</summary>
    public static LogDocument Of(Pipeline pipeline, PlannedProgram planned, RunStatistics run)
    {
        SymbolPlan plan = planned.Plan;
        PlanSummary summary = run.Plan;
        return Start(pipeline, run.Input, [.. pipeline.Asked.ToArguments(), .. planned.ToArguments().Where(IsTheSameEachTime)], run.Memory.Workers) with
        {
            CpuMs = run.Cpu.TotalMilliseconds,
            Machine = Machine(pipeline.Request, run.Memory.Workers) with
            {
                MemoryLimitBytes = run.Memory.Limit,
                PeakRssBytes = run.PeakMemoryBytes,
                PredictedPeakBytes = run.PredictedPeakBytes,
            },
            Program = new LogProgram(
                planned.Program.Input.Length,
                run.Symbols,
                plan.Partitions.Partitions.Sum(p => p.Functions),
                plan.Partitions.Partitions.Sum(p => p.Instructions),
                run.Segments),
            Partitions = Partitions(pipeline, plan, run),
            Cut = CutLog.Of(plan, summary),
            Promoted = SymbolLog.Promoted(plan),
            Cloned = SymbolLog.Seen(plan, UseKind.Clone),
            Copied = SymbolLog.Seen(plan, UseKind.Copy),
            Imported = SymbolLog.Seen(plan, UseKind.Import),
            Together = TogetherLog.Of(plan.Graph, plan.Partitions.PartitionOf),
            Cache = run.Cache?.ToDocument(),
            Notes = [.. plan.Partitions.Notes, .. run.ReadWhole.Select(why => $"debug information is read whole, which takes longer: {why}")],
        };
    }

    /// <summary>Makes the log of a run that found all its outputs in the cache.</summary>
    public static LogDocument OfUnchanged(Pipeline pipeline, string input, IReadOnlyList<PartitionResult> objects) =>
        Start(pipeline, input, pipeline.Asked.ToArguments(), pipeline.Request.Jobs) with
        {
            Unchanged = true,
            Partitions = [.. objects.Select(o => new LogPartition
            {
                Name = SymbolText.PartitionName(o.Partition),
                ObjectBytes = o.Object.Length,
                Cache = "hit",
                CacheWhy = "nothing has changed",
            })],
            Cache = pipeline.Cache?.Report.ToDocument(),
        };

    private static LogDocument Start(Pipeline pipeline, string input, IEnumerable<string> options, int workers) => new()
    {
        LtoPar = VersionText.Own,
        Llvm = LlvmLibrary.Version,
        Input = input,
        Output = pipeline.Request.OutputName,
        Options = [.. options, .. Running(pipeline.Request, workers)],
        Machine = Machine(pipeline.Request, workers),
        WallMs = pipeline.Phases.Now.TotalMilliseconds,
        CpuMs = Environment.CpuUsage.TotalTime.TotalMilliseconds,
        Stages = [.. pipeline.Phases.Done.Select(p => new LogStage(
            p.Name, p.Started.TotalMilliseconds, (p.Started + p.Wall).TotalMilliseconds, p.Cpu.TotalMilliseconds, RunStatistics.IsParallel(p.Name)))],
        Partitions = [],
    };

    private static LogMachine Machine(PipelineRequest request, int workers) => new(
        Environment.ProcessorCount, workers, request.Readers, Executor(request), HostMemory.Size, 0, HostMemory.Peak(), 0);

    private static string Executor(PipelineRequest request) =>
        request.Distributor is not null ? "distributor" : request.Executor.Kind == ExecutorKind.Process ? "worker processes" : "threads";

    /// <summary>
    /// Spells how it was run. Of a cache it is said that there is one: an address may have a password in it, and a folder has a user's name.
    /// </summary>
    private static IEnumerable<string> Running(PipelineRequest request, int workers) =>
    [
        $"-j{workers}",
        request.Executor.Kind == ExecutorKind.Process ? "--executor=process" : "--executor=thread",
        .. request.JobServer is null ? Array.Empty<string>() : ["-jjobserver"],
        .. request.MemoryLimit is { } limit ? [$"--memory-limit={limit}"] : Array.Empty<string>(),
        .. request.Cache?.Local is null ? Array.Empty<string>() : ["--cache-dir"],
        .. request.Cache?.Remote is null ? Array.Empty<string>() : ["--remote-cache"],
        .. request.Distributor is { } distributor ? [$"--distributor={distributor.Program}"] : Array.Empty<string>(),
    ];

    /// <summary>The suffix of promoted names is a hash of the content where the link is not final: it would be a difference of all runs.</summary>
    private static bool IsTheSameEachTime(string option) => !option.StartsWith("--unique-id=", StringComparison.Ordinal);

    private static LogPartition[] Partitions(Pipeline pipeline, SymbolPlan plan, RunStatistics run)
    {
        TimeSpan origin = run.Origin ?? TimeSpan.Zero;
        int[] rows = Rows(run.Partitions);
        return [.. run.Partitions.Select((p, i) => Partition(pipeline, plan, run.Plan, p, origin, rows[i] + 1))];
    }

    /// <summary>Divides the partitions of each machine among rows; those that a distributor compiled here are apart from those that this process did.</summary>
    private static int[] Rows(IReadOnlyList<PartitionStatistics> partitions)
    {
        int[] rows = new int[partitions.Count];
        int used = 0;
        IEnumerable<IGrouping<string?, int>> places = Enumerable.Range(0, rows.Length).GroupBy(i => partitions[i].Elsewhere?.Host);
        foreach (int[] own in places.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.ToArray()))
        {
            IReadOnlyList<int> assigned = TraceRows.Assign([.. own.Select(i => TraceSpan.Of(Started(partitions[i]), Ended(partitions[i])))]);
            for (int i = 0; i < own.Length; i++)
            {
                rows[own[i]] = used + assigned[i];
            }

            used += assigned.Max() + 1;
        }

        return rows;
    }

    private static TimeSpan Started(PartitionStatistics p) => p.Elsewhere?.Started ?? p.Timing.Started;

    private static TimeSpan Ended(PartitionStatistics p) => p.Elsewhere?.Ended ?? p.Timing.Ended;

    private static LogPartition Partition(Pipeline pipeline, SymbolPlan plan, PlanSummary summary, PartitionStatistics p, TimeSpan origin, int row)
    {
        int id = p.Partition.Id;
        int first = p.Partition.Symbols.Where(s => plan.Graph.Symbols.IsFunction(s) && plan.Graph.Symbols.Names[s].Length > 0).DefaultIfEmpty(-1).First();
        CacheOutcome? outcome = pipeline.Cache?.OutcomeOf(id);
        return new LogPartition
        {
            Name = SymbolText.PartitionName(id),
            First = first < 0 ? "" : plan.Graph.Symbols.Names[first],
            Functions = p.Partition.Functions,
            Instructions = p.Partition.Instructions,
            LargestFunction = p.LargestFunction,
            LargestFunctionShare = p.LargestShare,
            BitcodeBytes = p.Timing.BitcodeBytes,
            ObjectBytes = p.ObjectBytes,
            Worker = row,
            Host = p.Elsewhere is { Host.Length: > 0 } elsewhere ? elsewhere.Host : null,
            IsElsewhere = p.Elsewhere is not null,
            StartedMs = Milliseconds(origin + Started(p)),
            EndedMs = Milliseconds(origin + Ended(p)),
            CarveMs = Milliseconds(p.Timing.Carve),
            OptimizeMs = Milliseconds(p.Timing.Optimize),
            EmitMs = Milliseconds(p.Timing.Emit),
            CarveCpuMs = Milliseconds(p.Timing.Cpu.Carve),
            OptimizeCpuMs = Milliseconds(p.Timing.Cpu.Optimize),
            EmitCpuMs = Milliseconds(p.Timing.Cpu.Emit),
            PredictedMs = Milliseconds(p.Predicted.Total),
            CutOut = summary.CutOut(id),
            CutIn = summary.CutIn(id),
            Cache = outcome?.Kind,
            CacheWhy = outcome?.Why,
        };
    }

    /// <summary>What is reckoned as a difference of two clocks can be below zero by what they are off.</summary>
    private static double Milliseconds(TimeSpan time) => Math.Max(0, time.TotalMilliseconds);
}
