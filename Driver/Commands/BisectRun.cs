using System.CommandLine;
using LtoPar.Backend;
using LtoPar.Backend.Carving;
using LtoPar.Backend.Execution;
using LtoPar.Backend.Partitions;
using LtoPar.Driver.Bisecting;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Terminals;
using LtoPar.Driver.UserCommands;
using LtoPar.Linkage;
using LtoPar.Partitioner;
using LtoPar.Platform;

namespace LtoPar.Driver.Commands;

/// <summary>One run of bisect: good and bad objects of the same partitions, and tests of mixtures of them.</summary>
internal sealed class BisectRun
{
    private const int DefaultSeconds = 60;

    /// <summary>How often a test that passes is run again to see whether it ever fails: someone says that it does.</summary>
    private const int Doubts = 4;

    private readonly BisectCommand _command;
    private readonly ParseResult _result;
    private readonly string _input;
    private readonly string? _link;
    private readonly string _test;
    private readonly Phases _phases;

    public BisectRun(BisectCommand command, ParseResult result, string input)
    {
        _command = command;
        _result = result;
        _input = input;
        _link = result.GetValue(command.LinkWith);
        _test = result.GetValue(command.Test) ?? throw new LtoParException(null, "bisect needs --test=CMD; 'lto-par bisect --help' says more");
        _phases = new Phases(result.GetValue(command.Verbose) ? result.InvocationConfiguration.Error : null);
    }

    public int Execute()
    {
        ShellCommand.Require("--test", _test, _link is null ? "%i" : "%p", "bisect");
        int seconds = _result.GetValue(_command.Timeout) ?? DefaultSeconds;
        PipelineRequest request = new(
            _result.GetValue(LlvmLibraryOption.Option),
            _command.Target.Read(_result),
            _command.Plan.Read(_result),
            OutputNames.DefaultObject(_input),
            JobsOption.Workers(_result.GetValue(_command.Jobs)));
        using OpenProgram program = Pipeline.Start(request, _phases, Messages.Of(_result)).Open(new InputFile(_input, _command.Plan.ReadSlots(_result)));
        PlannedProgram planned = program.Plan();
        BisectFolder folder = new(_result.GetValue(_command.Folder) ?? (_input == "-" ? "lto-par" : _input) + ".bisect", _link, _test);
        folder.Make();
        ProgramVariants variants = new(
            planned,
            Objects(planned, _command.GoodObjects, Unoptimized(program.Pipeline.Options)),
            Objects(planned, _command.BadObjects, program.Pipeline.Options));
        using TestedProgram tested = new(_link, _test, _result.GetValue(_command.Linker), TimeSpan.FromSeconds(seconds));
        Trials trials = new(tested.Passes, folder.Outcomes, FormattableString.Invariant($"{_link}\n{_test}\n{seconds}\n"));
        Bisection bisection = new(variants, trials, folder, Say);
        Say($"{variants.Bad.Count} partitions, {variants.Suspects.Count} of them with other objects");
        Start(variants, trials, planned);
        bisection.SayAfter("the test fails with them, and passes with the good ones");
        bisection.Run(areGiven: _result.GetValue(_command.BadObjects) is not null);
        return 0;
    }

    /// <summary>Makes sure that there is something to find.</summary>
    /// <exception cref="LtoParException">There is nothing that mixtures of these objects could show.</exception>
    private void Start(ProgramVariants variants, Trials trials, PlannedProgram planned)
    {
        if (trials.Passes(variants.Bad))
        {
            for (int i = 0; i < Doubts; i++)
            {
                trials.Confirm(variants.Bad);
            }

            throw new LtoParException(_input, "the test passes with what these options make: there is nothing to find");
        }

        trials.Confirm(variants.Bad);
        if (trials.Passes(variants.Good))
        {
            return;
        }

        trials.Confirm(variants.Good);
        List<byte[]> whole = Compile(planned, planned.Whole(), variants.Options);
        throw new LtoParException(_input, trials.Passes(whole)
            ? "the test fails with the good objects too, and passes in one partition (--partition=one): the cut is wrong, not the optimisation; please "
                + "report it; 'lto-par verify' may say more, and --disable-rule=help lists the rules that cuts follow"
            : "the test fails with the good objects too, and in one partition: what is wrong was wrong before the cut, or the test fails by itself");
    }

    private List<byte[]> Objects(PlannedProgram planned, Option<string?> option, CompileOptions options) =>
        _result.GetValue(option) is { } folder
            ? [.. planned.Plan.Partitions.Partitions.Select(p => Read(Path.Combine(folder, SymbolText.PartitionName(p.Id) + ".o")))]
            : Compile(planned, planned.Plan, options);

    private static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (IOException)
        {
            throw new LtoParException(file, "cannot be read: --emit-objects=DIR writes one object for each partition of the same cut");
        }
    }

    private List<byte[]> Compile(PlannedProgram planned, SymbolPlan plan, CompileOptions options)
    {
        using ChunkedInput chunks = new(planned.Program.Input.Whole, plan);
        ThreadExecutor executor = new(planned.Program.Memory.Workers);
        return [.. _phases.Run("compile", () => ParallelBackend.Run(chunks, plan, options, executor, null)).Select(r => r.Object)];
    }

    private static CompileOptions Unoptimized(CompileOptions options) =>
        options with { Stage = Stage.Codegen, Level = OptimizationLevel.O0, CodegenLevel = null };

    private void Say(string text) => StandardOutput.Write(_result, $"lto-par: bisect: {text}\n");
}
