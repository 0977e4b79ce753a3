using System.CommandLine;
using LtoPar.Backend;
using LtoPar.Backend.Execution;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Verification;
using LtoPar.Backend.Verification.Objects;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Terminals;
using LtoPar.Elf;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Commands;

/// <summary>One run of verify: plan, compile in every mode, compare bytes, compare symbols, link and run both.</summary>
internal sealed class VerifyRun
{
    private static readonly CompileMode[] s_allModes = [CompileMode.Threads, CompileMode.Serial, CompileMode.Shuffled, CompileMode.Files];

    private readonly VerifyCommand _command;
    private readonly ParseResult _result;
    private readonly string _input;
    private readonly Phases _phases;

    public VerifyRun(VerifyCommand command, ParseResult result, string input)
    {
        _command = command;
        _result = result;
        _input = input;
        _phases = new Phases(result.GetValue(command.Verifying.Verbose) ? result.InvocationConfiguration.Error : null);
    }

    public int Execute()
    {
        _command.Verifying.Check(_result);
        PipelineRequest request = new(
            _result.GetValue(LlvmLibraryOption.Option),
            _command.Target.Read(_result),
            _command.Plan.Read(_result),
            OutputNames.DefaultObject(_input),
            JobsOption.Workers(_result.GetValue(_command.Verifying.Jobs)));
        using OpenProgram program = Pipeline.Start(request, _phases, Messages.Of(_result)).Open(new InputFile(_input, _command.Plan.ReadSlots(_result)));
        PlannedProgram planned = program.Plan();
        SymbolPlan plan = planned.Plan;
        InputModule input = program.Input.Whole;
        CompileOptions options = program.Pipeline.Options;
        // An option of an array that was not given is an empty one: then every mode compiles, but only the first one all partitions.
        CompileMode[] modes = _result.GetValue(_command.Verifying.Modes) is { Length: > 0 } named ? named : s_allModes;
        IReadOnlyList<int>? sample = modes == s_allModes ? ModeSample.Of(plan.Partitions.Partitions.Count) : null;
        (IReadOnlyList<PartitionResult> one, List<IReadOnlyList<PartitionResult>> runs) = Compile(planned, modes, sample);
        IReadOnlyList<PartitionResult> again = sample is null ? runs[0] : [.. sample.Select(p => runs[0][p])];
        SourceNames names = SourceNames.Of(plan);
        List<Difference> differences = [];
        for (int i = 1; i < runs.Count; i++)
        {
            differences.AddRange(SameBytes.Compare(again, VerifyOptions.NameOf(modes[0]), runs[i], VerifyOptions.NameOf(modes[i])));
        }

        Comparison comparison = _phases.Run("parse", () => Parse(input, one[0], runs[0], names, options));
        differences.AddRange(_phases.Run("compare", () => ObjectComparer.Compare(comparison)));
        if (_result.GetValue(_command.Verifying.LinkWith) is { } link)
        {
            string? run = _result.GetValue(_command.Verifying.Run);
            differences.AddRange(_phases.Run("link and run", () => ExecuteBoth.Compare(one, runs[0], link, run, _result.GetValue(_command.Verifying.Linker))));
        }

        return Report(input, plan, modes, again.Count, comparison, differences);
    }

    /// <summary>
    /// Compiles the one-partition object and the partitions. The object keeps one processor busy for as long as all partitions together: it is made beside them
    /// where there are two processors. The run waits for it even if they fail, since it reads the input.
    /// </summary>
    /// <param name="sample">The partitions that modes but the first compile; null: all partitions.</param>
    private (IReadOnlyList<PartitionResult> One, List<IReadOnlyList<PartitionResult>> Runs) Compile(
        PlannedProgram planned, CompileMode[] modes, IReadOnlyList<int>? sample)
    {
        InputModule input = planned.Program.Input.Whole;
        CompileOptions options = planned.Program.Pipeline.Options;
        int jobs = planned.Program.Memory.Workers;
        SymbolPlan whole = planned.Whole();
        Task<IReadOnlyList<PartitionResult>> one = Task.Run(
            () => _phases.Run("one partition", () => ParallelBackend.Run(input, whole, options, new ThreadExecutor(1), null)));
        if (jobs == 1)
        {
            one.GetAwaiter().GetResult();
        }

        List<IReadOnlyList<PartitionResult>> runs = [];
        try
        {
            foreach (CompileMode mode in modes)
            {
                runs.Add(_phases.Run(VerifyOptions.NameOf(mode), () => ModeRun.Run(input, planned.Plan, options, mode, jobs, runs.Count == 0 ? null : sample)));
            }
        }
        finally
        {
            Task.WaitAny(one);
        }

        return (one.GetAwaiter().GetResult(), runs);
    }

    private static Comparison Parse(InputModule input, PartitionResult one, IReadOnlyList<PartitionResult> parts, SourceNames names, CompileOptions options) =>
        Comparison.Of(
            ElfObject.Read(one.Object, input.Name),
            [.. parts.Select(p => ElfObject.Read(p.Object, $"{input.Name}: {SymbolText.PartitionName(p.Partition)}"))],
            names,
            options.Stage);

    private int Report(InputModule input, SymbolPlan plan, CompileMode[] modes, int compared, Comparison comparison, List<Difference> differences)
    {
        if (differences.Count == 0)
        {
            string run = _result.GetValue(_command.Verifying.LinkWith) is null ? ""
                : _result.GetValue(_command.Verifying.Run) is null ? ", both link" : ", both programs do the same";
            int partitions = plan.Partitions.Partitions.Count;
            string where = compared == partitions ? "" : $" in {compared} of them";
            string same = modes.Length == 1 ? "1 mode" : $"{modes.Length} modes identical{where}";
            StandardOutput.Write(
                _result,
                $"lto-par: verified {input.Name}: {Count(partitions, "partition")}, {same}, "
                + $"{Count(comparison.SymbolCount, "symbol")} ({comparison.Names.PromotedCount} promoted){run}, 0 differences\n");
            return 0;
        }

        Messages messages = Messages.Of(_result);
        bool all = _result.GetValue(_command.Verifying.All);
        foreach (Difference difference in all ? differences : differences[..1])
        {
            string more = all || differences.Count == 1 ? "" : $" (and {differences.Count - 1} more; --all lists them)";
            messages.Error($"{input.Name}: {difference.Check}: {difference.Text}{more}");
        }

        return 1;
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
