using System.CommandLine;
using LtoPar.Backend;
using LtoPar.Backend.CodeGeneration;
using LtoPar.Backend.Combining;
using LtoPar.Backend.Execution;
using LtoPar.Backend.Memory;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Reports;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Commands;

/// <summary>One run of the main command: load, read, plan, link plan, compile, combine. Each phase has a name and a time.</summary>
internal sealed class CompileRun
{
    private readonly MainCommand _command;
    private readonly ParseResult _result;
    private readonly string _input;
    private readonly string? _output;
    private readonly string? _folder;
    private readonly TextWriter _error;
    private readonly Messages _messages;
    private readonly Phases _phases;
    private MemoryBudget? _budget;

    public CompileRun(MainCommand command, ParseResult result, string input)
    {
        _command = command;
        _result = result;
        _input = input;
        _folder = result.GetValue(command.EmitObjects);
        _output = result.GetValue(command.Output) ?? (_folder is null ? OutputNames.DefaultObject(input) : null);
        _error = result.InvocationConfiguration.Error;
        _messages = Messages.Of(result);
        _phases = new Phases(result.GetValue(command.Verbose) ? _error : null);
    }

    /// <summary>Makes the module that is cut; null: it is the input, through IPO where that is asked for.</summary>
    public Func<CompileOptions, Phases, TempStages, int, InputModule>? Open { get; init; }

    /// <summary>What is known besides the options.</summary>
    public Func<CompileOptions, CompileOptions> Adjust { get; init; } = static options => options;

    /// <summary>What ids and temporary files are named after; null: the output.</summary>
    public string? LinkName { get; init; }

    /// <summary>No other link takes the output.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The commands before the first that -### prints, and the input of that.</summary>
    public (IReadOnlyList<string> Command, string Input)? Before { get; init; }

    public void Execute()
    {
        OutputNames.Check(
            _input,
            ("-o", _output),
            ("--emit-objects", _folder),
            ("--stats-json", _result.GetValue(_command.StatsJson)),
            ("--cost-history", _result.GetValue(_command.CostHistory)),
            ("--promotion-map", _result.GetValue(_command.PromotionMap)),
            ("--symbol-order", _result.GetValue(_command.SymbolOrder)),
            ("--section-order", _result.GetValue(_command.SectionOrder)));
        int jobs = _result.GetValue(_command.Jobs) ?? Environment.ProcessorCount;
        TempStages temps = TempStages.Parse(_result.GetValue(_command.SaveTemps), LinkName ?? _output ?? _folder ?? "lto-par");
        _phases.Run("load", () => LlvmLibraryOption.Load(_result));
        _phases.Say($"LLVM {LlvmLibrary.Version} ({LlvmLibrary.Path})");
        CompileOptions asked = LlvmWords.Settle(Adjust(_command.Target.Read(_result)), _messages.Warning);
        if (asked.Stage == Stage.Ipo && _output is not null && !_result.GetValue(_command.DryRun))
        {
            OutputFile.CheckWritable(_output);
        }

        CompileOptions options = IpoStage.AfterIpo(asked);
        CostHistory history = _result.GetValue(_command.CostHistory) is { } file ? CostHistory.Read(file, options) : CostHistory.Empty;
        using InputModule input = Open is null ? IpoStage.Open(_input, asked, _phases, _messages, _result.GetValue(_command.InputName)) : Open(asked, _phases, temps, jobs);
        MemoryPlan memory = MemoryPlan.Make(_result.GetValue(_command.MemoryLimit), jobs, input.Extent) with { Before = asked.Stage == Stage.Ipo ? MemoryModel.OfIpo(input.Extent) : 0 };
        ProgramGraph graph = _phases.Run("read", () => GraphReader.Read(input, memory.Reading, RulesOption.Read(_result)));
        _phases.Say($"{input.Name}: {input.Length} bytes, {graph.SymbolCount} symbols, {graph.EdgeCount} edges");
        HostCpu.Check(graph.Module, options, input.Name);
        PartitionOptions partitioning = _command.Plan.Partitioning(_result);
        PartitionPlan partitions = _phases.Run("plan", () => PartitionPlanner.Plan(graph, partitioning));
        LinkageOptions linkage = _command.Plan.Linkage(_result, input, graph.Symbols, LinkName ?? _output ?? _folder ?? "", IsFinal);
        SymbolPlan plan = _phases.Run("linkage", () => SymbolPlanner.Plan(graph, partitions, linkage));
        if (_result.GetValue(_command.DryRun))
        {
            PrintCommands(plan, PlanOptions.ToArguments(partitioning.ResolvedFor(graph), linkage, graph.Rules), asked);
            return;
        }

        if (asked.Stage == Stage.Ipo)
        {
            temps.WriteIpo(input);
        }

        temps.WriteGraph(graph);
        temps.WritePlan(plan);
        _phases.Say($"compiling {partitions.Partitions.Count} partitions, {memory.Workers} at a time: {string.Join(' ', options.ToArguments())}");
        using ObjectCombiner? combiner = CheckOutputs(partitions, memory.Workers);
        PrintNotes(partitions.Notes);
        IReadOnlyList<PartitionResult> objects = Compile(input, plan, options, memory, temps, history, combiner);
        PrintWarnings(input, objects);
        PrintNotes(RunStatistics.WholeReadings(input, plan).Select(why => $"{input.Name}: debug information is read whole, which takes longer: {why}"));
        temps.WriteObjects(objects);
        if (combiner?.Linker is { } linker)
        {
            _phases.Say($"combining {objects.Count} objects with {linker}");
        }

        _phases.Run("combine", () => WriteOutputs(objects, combiner));
        WriteText(_command.CostHistory, () => CostHistory.ToText(plan, options, objects));
        WriteText(_command.PromotionMap, () => string.Concat(plan.PromotionMap().Select(p => $"{p.Old}\t{p.New}\n")));
        WriteText(_command.SymbolOrder, () => FunctionOrderText.Symbols(plan));
        WriteText(_command.SectionOrder, () => FunctionOrderText.Sections(plan));

        Report(input, plan, objects, options, memory);
    }

    /// <summary>What can fail for want of a linker or a writable folder fails before the work, not after it.</summary>
    private ObjectCombiner? CheckOutputs(PartitionPlan partitions, int workers)
    {
        if (_output is null)
        {
            return null;
        }

        OutputFile.CheckWritable(_output);
        return new ObjectCombiner(_output, _result.GetValue(_command.Linker), partitions.Partitions.Count, workers);
    }

    private IReadOnlyList<PartitionResult> Compile(InputModule input, SymbolPlan plan, CompileOptions options, MemoryPlan memory, TempStages temps, CostHistory history, ObjectCombiner? combiner)
    {
        _budget = memory.Budget();
        temps.WriteCarved(input, plan);
        using ProgressLine progress = new(plan, _error, ProgressLine.Asked(_result.GetValue(_command.Progress)));
        return _phases.Run("compile", () => ParallelBackend.Run(input, plan, options, new ThreadExecutor(memory.Workers), Completed, _budget, history));

        void Completed(PartitionResult result)
        {
            progress.Completed(result);
            combiner?.Completed();
        }
    }

    private void WriteOutputs(IReadOnlyList<PartitionResult> objects, ObjectCombiner? combiner)
    {
        if (_folder is not null)
        {
            ObjectFolder.Write(objects, _folder);
        }

        combiner?.Combine(objects);
    }

    private void WriteText(Option<string?> option, Func<string> text)
    {
        if (_result.GetValue(option) is { } file)
        {
            OutputFile.WriteText(file, text());
        }
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

    private void PrintWarnings(InputModule input, IReadOnlyList<PartitionResult> objects)
    {
        foreach (PartitionResult result in objects)
        {
            foreach (string text in result.Diagnostics)
            {
                _messages.Warning($"{input.Name}: partition {SymbolText.PartitionName(result.Partition)}: {text}");
            }
        }
    }

    private void PrintCommands(SymbolPlan plan, IReadOnlyList<string> planning, CompileOptions asked)
    {
        string? library = _result.GetValue(LlvmLibraryOption.Option);
        _error.WriteLine($"lto-par {VersionText.Own}, LLVM {LlvmLibrary.Version} ({LlvmLibrary.Path})");
        if (Before is { } before)
        {
            _error.WriteLine(EquivalentCommands.Line(before.Command));
        }

        foreach (string line in EquivalentCommands.Print(
            Before?.Input ?? _input, _output, _folder, plan, planning, asked, library is null ? [] : [$"--llvm-lib={library}"], () => ObjectCombiner.Find(_result.GetValue(_command.Linker))))
        {
            _error.WriteLine(line);
        }
    }

    private void Report(InputModule input, SymbolPlan plan, IReadOnlyList<PartitionResult> objects, CompileOptions options, MemoryPlan memory)
    {
        string? json = _result.GetValue(_command.StatsJson);
        if (json is null && !_result.GetValue(_command.PrintStats))
        {
            return;
        }

        RunStatistics statistics = RunStatistics.Collect(input, plan, objects, options.Stage, _phases, memory, _budget);
        if (json is not null)
        {
            OutputFile.WriteText(json, statistics.ToDocument().Print());
        }

        if (_result.GetValue(_command.PrintStats))
        {
            StatisticsTable.Print(statistics, _error);
        }
    }
}
