using System.CommandLine;
using LtoPar.Backend;
using LtoPar.Backend.Combining;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;
using LtoPar.Cache.Keys;
using LtoPar.Driver.Bisecting;
using LtoPar.Driver.Caching;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Distributing;
using LtoPar.Driver.Execution;
using LtoPar.Driver.Printing;
using LtoPar.Driver.Remarks;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Reports.TraceFile;
using LtoPar.Driver.RunLogs;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Jobs;

namespace LtoPar.Driver.Commands;

/// <summary>One run of the main command: the whole pipeline, with all that it writes and prints.</summary>
internal sealed class CompileRun
{
    private readonly MainCommand _command;
    private readonly ParseResult _result;
    private readonly IModuleSource _source;
    private readonly PipelineRequest _request;
    private readonly string? _output;
    private readonly string? _named;
    private readonly string? _folder;
    private readonly TextWriter _error;
    private readonly Messages _messages;
    private readonly Phases _phases;
    private readonly RunLogFile _log;
    private readonly RemarkReport? _remarks;
    private readonly PrintRequest? _print;
    private readonly LinkHandOver? _handOver = LinkHandOver.FromEnvironment();

    /// <param name="source">The source of the module that is cut.</param>
    /// <param name="options">The options of the command line, with those that the source adds to them.</param>
    public CompileRun(MainCommand command, ParseResult result, IModuleSource source, CompileOptions options)
    {
        _command = command;
        _result = result;
        _source = source;
        _folder = result.GetValue(command.EmitObjects);
        // A dry run shows the whole way.
        TempStage? last = result.GetValue(command.DryRun) ? null : result.GetValue(command.StopAfter);
        _named = result.GetValue(command.Output);
        string? output = _named ?? (_folder is null ? OutputNames.DefaultObject(source.Path) : null);
        _output = last is null ? output : null;
        _print = command.Printing.Read(result);
        _error = result.InvocationConfiguration.Error;
        _messages = Messages.Of(result);
        _phases = new Phases(result.GetValue(command.Verbose) ? _error : null);
        _log = RunLogFile.Of(
            result.GetValue(command.Log), Environment.GetEnvironmentVariable(RunLogFile.EnvironmentVariable), _messages.Warning);
        string linkName = source.LinkName(output ?? _folder ?? "");
        PlanRequest plan = command.Plan.Read(result, source.IsFinal, source.LinkedWith);
        JobLimit limit = JobLimit.Of(result.GetValue(command.Jobs), Environment.GetEnvironmentVariable(JobServerOffer.Variable));
        if (limit.Warning is { } warning)
        {
            _messages.Warning(warning);
        }

        if (limit.Note is { } note)
        {
            _phases.Say(note);
        }

        Distributor? distributor = command.Distributor.Read(result);
        _remarks = command.Diagnostics.Read(result);
        if (_remarks is not null && distributor is not null)
        {
            throw new LtoParException(
                null, "remarks are not collected from other machines: leave out --distributor, or -Rpass and -pass-remarks-output");
        }

        _request = new(
            result.GetValue(LlvmLibraryOption.Option),
            options with { Remarks = _remarks?.Request },
            plan,
            linkName,
            limit.Workers)
        {
            MayBeSegmented = !result.GetValue(command.DryRun) && _handOver is null,
            MemoryLimit = result.GetValue(command.MemoryLimit),
            InputPath = source.Path,
            Executor = command.Executor.Read(result),
            Readers = limit.Readers,
            JobServer = limit.Server,
            // An object from a cache comes without its remarks.
            Cache = _remarks is null && !(last < TempStage.Obj) ? ReadCaches(command, result, distributor) : null,
            WarningsAreErrors = command.Diagnostics.WarningsAreErrors(result),
            Distributor = last < TempStage.Obj ? null : distributor,
            InputBytes = source.Bytes,
            OutputName = result.GetValue(command.InputName) ?? (linkName.Length == 0 ? "lto-par" : linkName),
            PassGranularity = result.GetValue(command.TimeTrace) is null
                ? null
                : result.GetValue(command.TraceGranularity) ?? MainCommand.DefaultTraceGranularity,
            Ir = result.GetValue(command.EmitIr) is { } folder ? new IrFolder(folder) : null,
            Temps = TempStages.Parse(result.GetValue(command.SaveTemps), linkName.Length == 0 ? "lto-par" : linkName, last, _named),
        };
    }

    public void Execute()
    {
        OutputNames.Check(
            _source.Path,
            ("-o", _named ?? _output),
            ("--emit-objects", _folder),
            ("--emit-ir", _request.Ir?.Path),
            ("--stats-json", _result.GetValue(_command.StatsJson)),
            ("--time-trace", _result.GetValue(_command.TimeTrace)),
            ("--log", _result.GetValue(_command.Log)),
            ("--cost-history", _result.GetValue(_command.CostHistory)),
            ("-pass-remarks-output", _command.Diagnostics.Output(_result)),
            ("--promotion-map", _result.GetValue(_command.PromotionMap)),
            ("--symbol-order", _result.GetValue(_command.SymbolOrder)),
            ("--section-order", _result.GetValue(_command.SectionOrder)));
        CheckEnd();
        Pipeline pipeline = Pipeline.Start(_request, _phases, _messages);
        if (_request.Temps.Last is { } last)
        {
            EarlyEnd.CheckStage(last, _source.Path, pipeline.Asked.Stage);
        }

        if (_request.Temps.Last == TempStage.Merged)
        {
            _source.WriteMerged(pipeline);
            SayWhereItEnds();
            return;
        }

        if (pipeline.Asked.Stage == Stage.Ipo && _output is not null && !_result.GetValue(_command.DryRun))
        {
            OutputFile.CheckWritable(_output);
        }

        if (_handOver?.Find(_request.OutputName) is { } handed)
        {
            WriteMade(handed, [.. PlanTexts.Select(t => _handOver.Text(t.Name))]);
            return;
        }

        KeyRecord? whole = null;
        if (_handOver is null && FindWhole(pipeline, out whole))
        {
            return;
        }

        int warnings = _messages.Warnings;
        CostHistory history = _result.GetValue(_command.CostHistory) is { } file ? CostHistory.Read(file, pipeline.Options) : CostHistory.Empty;
        using OpenProgram program = pipeline.Open(_source);
        if (_request.Temps.Last == TempStage.Ipo)
        {
            _request.Temps.WriteIpo(program.Input.Whole);
            SayWhereItEnds();
            return;
        }

        PlannedProgram planned = program.Plan();
        if (_result.GetValue(_command.DryRun))
        {
            PrintCommands(pipeline, planned);
            return;
        }

        if (_handOver is not null)
        {
            _handOver.Record(planned, _request.OutputName, PlanTexts.Zip(TextsOf(planned.Plan), (option, text) => (option.Name, text())));
            throw new LtoParException(_request.OutputName, "is not linked: bisect takes over what was to be compiled");
        }

        if (_print is not null)
        {
            _messages.Text(FunctionPrinter.Print(planned, _print));
        }

        _request.Ir?.Create();
        planned.WriteStages();
        if (_request.Temps.Last < TempStage.Obj)
        {
            EndEarly(planned, history);
            return;
        }

        if (_request.PassGranularity is not null && !PassProfile.IsAvailable)
        {
            _messages.Note($"{LlvmLibrary.Path}: has no profiler of passes that can be called (LLVM's timeTraceProfilerInitialize); the trace is without them");
        }

        using ObjectCombiner? combiner = CheckOutputs(planned.Plan.Partitions.Partitions.Count, Math.Min(_request.Readers, planned.Program.Memory.Workers));
        PrintNotes(planned.Plan.Partitions.Notes);
        CompiledProgram compiled = Compile(planned, history, combiner);
        PrintNotes(Whereabouts(compiled.Objects));
        SymbolPlan plan = planned.Plan;
        InputProgram input = program.Input;
        PrintNotes(RunStatistics.WholeReadings(input, plan).Select(why => $"{input.Name}: debug information is read whole, which takes longer: {why}"));
        compiled.Combine(_folder, combiner);
        _remarks?.Write(compiled.Remarks, _messages);
        WriteText(_command.CostHistory, () => CostHistory.ToText(plan, pipeline.Options, compiled.Objects, history));
        string?[] texts = WritePlanTexts(plan);
        // What was read may have been written meanwhile: then the run was of something else than its key says.
        if (whole is not null && warnings == _messages.Warnings && WholeKey(pipeline)?.Seal() == whole.Seal())
        {
            pipeline.Cache!.KeepWhole(whole.Seal(), compiled.Objects.Count, texts);
        }

        FinishCache(pipeline);
        Report(compiled, planned);
        SayWhereItEnds();
    }

    /// <summary>Fails before the work where the stage that the run ends with is not enough for something, or cannot be written.</summary>
    private void CheckEnd()
    {
        if (_request.Temps.Last is { } last)
        {
            EarlyEnd.CheckOptions(last, _command, _result, hasRemarks: _remarks is not null);
            _remarks?.CheckWritable();
            if (last < TempStage.Carved && _named is not null)
            {
                OutputFile.CheckWritable(_named);
            }
        }
    }

    private void EndEarly(PlannedProgram planned, CostHistory history)
    {
        switch (_request.Temps.Last)
        {
            case TempStage.Carved:
                planned.Carve();
                break;
            case TempStage.Opt:
                CompiledProgram compiled = Compile(planned, history, combiner: null);
                compiled.PrintWarnings();
                _remarks?.Write(compiled.Remarks, _messages);
                break;
        }

        WritePlanTexts(planned.Plan);
        SayWhereItEnds();
    }

    /// <summary>Says what there is instead of an object: a link, which cannot go on without one, has nothing else to tell.</summary>
    private void SayWhereItEnds()
    {
        if (_request.Temps.Last is { } last)
        {
            _messages.Note($"stopped after '{TempStages.NameOf(last)}' (--stop-after): {_request.Temps.LastFiles(_request.OutputName)}");
        }
    }

    private static CacheRequest? ReadCaches(MainCommand command, ParseResult result, Distributor? distributor) =>
        CacheRequest.Read(command.Cache, command.RemoteCache, result) is { } request
            ? request with { Distributor = distributor is null ? [] : [distributor.Program, .. distributor.Arguments] }
            : null;

    private void FinishCache(Pipeline pipeline)
    {
        if (_request.Cache?.Remote is null)
        {
            pipeline.Cache?.Finish();
            return;
        }

        _phases.Run("upload", () => pipeline.Cache?.Finish());
        if (pipeline.Cache?.Report.Remote is { } remote)
        {
            _phases.Say($"remote cache: {remote}");
        }
    }

    /// <summary>Writes the outputs of an earlier run, if it was the same in all that counts.</summary>
    /// <param name="key">Null: this run is not one to be kept.</param>
    private bool FindWhole(Pipeline pipeline, out KeyRecord? key)
    {
        key = WholeKey(pipeline);
        if (key is null || pipeline.Cache!.FindWhole(key.Seal()) is not { } found)
        {
            return false;
        }

        _phases.Say($"cache: nothing has changed, {found.Objects.Count} objects");
        WriteMade(found.Objects, found.Texts);
        FinishCache(pipeline);
        _log.Write(() => RunLogMaker.OfUnchanged(pipeline, _source.Path, found.Objects));
        return true;
    }

    /// <summary>Writes the outputs of objects that others made, and of the plan that they had.</summary>
    private void WriteMade(IReadOnlyList<PartitionResult> objects, IReadOnlyList<string?> texts)
    {
        using (ObjectCombiner? combiner = CheckOutputs(objects.Count, workers: 1))
        {
            CompiledProgram.Write(_phases, objects, _folder, combiner);
        }

        foreach ((Option<string?> option, string? text) in PlanTexts.Zip(texts))
        {
            WriteText(option, () => text ?? "");
        }
    }

    /// <summary>The files that the plan alone decides.</summary>
    private IReadOnlyList<Option<string?>> PlanTexts => [_command.PromotionMap, _command.SymbolOrder, _command.SectionOrder];

    private static IReadOnlyList<Func<string>> TextsOf(SymbolPlan plan) =>
    [
        () => string.Concat(plan.PromotionMap().Select(p => $"{p.Old}\t{p.New}\n")),
        () => FunctionOrderText.Symbols(plan),
        () => FunctionOrderText.Sections(plan),
    ];

    /// <returns>Null: there is no cache, or what is asked for needs the plan, or times.</returns>
    private KeyRecord? WholeKey(Pipeline pipeline)
    {
        // The cache is opened here whether it is asked for the run or not: a server is connected to meanwhile.
        bool isKept = !_result.GetValue(_command.DryRun) && pipeline.Cache is not null && _request.Temps.KeepsNothing && _print is null
            && _request.Ir is null && !_result.GetValue(_command.PrintStats) && _result.GetValue(_command.StatsJson) is null
            && _result.GetValue(_command.TimeTrace) is null && _result.GetValue(_command.CostHistory) is null;
        if (!isKept || pipeline.Cache!.WholeRun(pipeline.Asked) is not { } record)
        {
            return null;
        }

        PlanKey.AddTo(record, _request.Plan, _request.LinkName)
            .Add("texts", [.. PlanTexts.Where(t => _result.GetValue(t) is not null).Select(t => t.Name)]);
        return _source.AddTo(record) ? record : null;
    }

    /// <summary>Checks everything that can fail for want of a linker or a writable folder: it fails before the work, not after it.</summary>
    private ObjectCombiner? CheckOutputs(int objects, int workers)
    {
        if (_result.GetValue(_command.TimeTrace) is { } trace)
        {
            OutputFile.CheckWritable(trace);
        }

        _log.CheckWritable();
        _remarks?.CheckWritable();
        if (_output is null)
        {
            return null;
        }

        OutputFile.CheckWritable(_output);
        return new ObjectCombiner(_output, _result.GetValue(_command.Linker), objects, workers);
    }

    private CompiledProgram Compile(PlannedProgram planned, CostHistory history, ObjectCombiner? combiner)
    {
        using ProgressLine progress = new(planned.Plan, _error, ProgressLine.Asked(_result.GetValue(_command.Progress)));
        return planned.Compile(history, Completed);

        void Completed(PartitionResult result)
        {
            progress.Completed(result);
            combiner?.Completed();
        }
    }

    /// <returns>What was written to each; null: it is not asked for.</returns>
    private string?[] WritePlanTexts(SymbolPlan plan) => [.. PlanTexts.Zip(TextsOf(plan), WriteText)];

    /// <returns>What was written; null: it is not asked for.</returns>
    private string? WriteText(Option<string?> option, Func<string> text)
    {
        if (_result.GetValue(option) is not { } file)
        {
            return null;
        }

        string written = text();
        OutputFile.WriteText(file, written);
        return written;
    }

    private void PrintNotes(IEnumerable<string> notes)
    {
        if (_result.GetValue(_command.Verbose) || _result.GetValue(_command.PrintStats))
        {
            foreach (string note in notes)
            {
                _messages.Note(note);
            }
        }
    }

    /// <summary>Tells where partitions were compiled, unless this process did it.</summary>
    private IEnumerable<string> Whereabouts(IReadOnlyList<PartitionResult> objects)
    {
        string[] elsewhere = [.. objects.Where(o => !o.IsFromCache).Select(o => SymbolText.PartitionName(o.Partition))];
        return _request.Distributor is { } distributor && elsewhere.Length > 0
            ? [$"compiled by the distributor '{distributor.Program}': {string.Join(' ', elsewhere)}"]
            : [];
    }

    private void PrintCommands(Pipeline pipeline, PlannedProgram planned)
    {
        IReadOnlyList<string> common = _request.Library is null ? [] : [$"--llvm-lib={_request.Library}"];
        _error.WriteLine($"lto-par {VersionText.Own}, LLVM {LlvmLibrary.Version} ({LlvmLibrary.Path})");
        foreach (IReadOnlyList<string> command in _source.CommandsBefore)
        {
            _error.WriteLine(Shell.Line(command));
        }

        foreach (string line in EquivalentCommands.Print(
            _source.CutPath,
            _source.CutArguments,
            _output,
            _folder,
            planned.Plan,
            planned.ToArguments(),
            pipeline.Asked,
            _source.WasWhole,
            common,
            () => ObjectCombiner.Find(_result.GetValue(_command.Linker))))
        {
            _error.WriteLine(line);
        }
    }

    private void Report(CompiledProgram compiled, PlannedProgram planned)
    {
        string? json = _result.GetValue(_command.StatsJson), trace = _result.GetValue(_command.TimeTrace);
        if (json is null && trace is null && !_log.IsAsked && !_result.GetValue(_command.PrintStats))
        {
            return;
        }

        RunStatistics statistics = compiled.Statistics();
        if (json is not null)
        {
            OutputFile.WriteText(json, statistics.ToDocument().Print());
        }

        if (trace is not null)
        {
            OutputFile.WriteText(trace, RunTrace.Of(statistics).Print());
        }

        _log.Write(() => RunLogMaker.Of(planned.Program.Pipeline, planned, statistics));
        if (_result.GetValue(_command.PrintStats))
        {
            StatisticsTable.Print(statistics, _error);
        }
    }
}
