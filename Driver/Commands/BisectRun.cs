using System.CommandLine;
using LtoPar.Backend;
using LtoPar.Driver.Bisecting;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Terminals;
using LtoPar.Driver.UserCommands;
using LtoPar.Partitioner;
using LtoPar.Platform;

namespace LtoPar.Driver.Commands;

/// <summary>One run of bisect: good and bad objects of the same partitions, and tests of mixtures of them.</summary>
internal sealed class BisectRun
{
    private const int DefaultSeconds = 60;

    /// <summary>How often a test that passes is run again to see whether it ever fails: someone says that it does.</summary>
    private const int Doubts = 11;

    private readonly BisectCommand _command;
    private readonly ParseResult _result;
    private readonly string _input;
    private readonly LinkCommandMaker? _linked;
    private readonly string _test;
    private readonly Measure? _measure;
    private readonly Phases _phases;

    /// <param name="linked">The link that the input was recorded of; null: the input is the user's.</param>
    public BisectRun(BisectCommand command, ParseResult result, string input, LinkCommandMaker? linked = null)
    {
        _command = command;
        _result = result;
        _input = input;
        _linked = linked;
        double? slow = result.GetValue(command.Slow);
        long? bigger = result.GetValue(command.Bigger);
        _measure = slow is { } seconds ? Measure.Time(seconds) : bigger is { } bytes ? Measure.Code(bytes) : null;
        _test = result.GetValue(command.Test) ?? "";
        if (new object?[] { slow, bigger, result.GetValue(command.Test) }.Count(o => o is not null) != 1)
        {
            throw new LtoParException(
                null, "bisect needs --test=CMD, or --slow=SECONDS, or --bigger=BYTES, and one of them; 'lto-par bisect --help' says more");
        }

        _phases = new Phases(result.GetValue(command.Verbose) ? result.InvocationConfiguration.Error : null);
    }

    private string Subject => _linked?.Program ?? _input;

    public int Execute()
    {
        using UserLinkMaker own = new(_result.GetValue(_command.LinkWith), _result.GetValue(_command.Linker));
        IProgramMaker maker = _linked is null ? own : _linked;
        ShellCommand.Require("--test", _measure is null ? _test : null, _linked is null && _result.GetValue(_command.LinkWith) is null ? "%i" : "%p", "bisect");
        int seconds = _result.GetValue(_command.Timeout) ?? DefaultSeconds;
        string name = _result.GetValue(_command.Folder) ?? (_linked?.Program ?? (_input == "-" ? "lto-par" : _input)) + ".bisect";
        PipelineRequest request = new(
            _result.GetValue(LlvmLibraryOption.Option),
            _command.Target.Read(_result),
            _command.Plan.Read(_result),
            OutputNames.DefaultObject(_input),
            JobsOption.Workers(_result.GetValue(_command.Jobs)))
        {
            Cache = _measure?.IsTime == true ? null : _command.ReadCaches(_result),
            InputPath = _input,
            OutputName = name,
        };
        InputFile input = new(_input, _command.Plan.ReadSlots(_result), _linked?.Program);
        using OpenProgram program = Pipeline.Start(request, _phases, Messages.Of(_result)).Open(input);
        PlannedProgram planned = program.Plan();
        CompileCost cost = new();
        VariantCompiler compiler = new(planned, cost);
        if (_measure is not null)
        {
            MeasuredBisection measured = new(new ProgramVariants(planned, compiler, [], [], areGiven: false), compiler, _measure, Say);
            measured.Run(compiler.CompileAll(planned.Plan, program.Pipeline.Options, cost.AddBuilt));
            return Finish(compiler, cost);
        }

        BisectFolder folder = new(name, maker, _test);
        folder.Make();
        bool areGiven = _result.GetValue(_command.BadObjects) is not null;
        ProgramVariants variants = new(
            planned,
            compiler,
            Objects(planned, _command.GoodObjects, () => compiler.Compile(planned.Plan, Unoptimized(program.Pipeline.Options), cost.AddOther)),
            Objects(planned, _command.BadObjects, () => compiler.Compile(planned.Plan, program.Pipeline.Options, cost.AddBuilt)),
            areGiven);
        TestedProgram tested = new(maker, _test, TimeSpan.FromSeconds(seconds));
        Trials trials = new(tested.Passes, folder.Outcomes, FormattableString.Invariant($"{maker.Subject}\n{_test}\n{seconds}\n"));
        Bisection bisection = new(variants, compiler, trials, folder, Say);
        Say($"{variants.Bad.Count} partitions, {variants.Suspects.Count} of them with other objects");
        if (Start(
            variants,
            trials,
            () => compiler.Compile(planned.Whole(), variants.Options, cost.AddOther),
            new KeptSymbols(planned, compiler, trials, cost, Unoptimized(variants.Options)).Find))
        {
            bisection.SayAfter("the test fails with them, and passes with the good ones");
            bisection.Run();
        }

        return Finish(compiler, cost);
    }

    private int Finish(VariantCompiler compiler, CompileCost cost)
    {
        compiler.Finish();
        Say($"{cost}");
        return 0;
    }

    /// <summary>Makes sure that there is something to find.</summary>
    /// <exception cref="LtoParException">There is nothing that mixtures of these objects could show.</exception>
    /// <param name="whole">Makes the objects of the program in one partition.</param>
    /// <param name="kept">Finds symbols that must not be apart from their users, a line for each.</param>
    /// <returns>Whether the search goes on; false: the cut is wrong, and all is said.</returns>
    private bool Start(ProgramVariants variants, Trials trials, Func<IReadOnlyList<byte[]>> whole, Func<IReadOnlyList<string>> kept)
    {
        if (trials.Passes(variants.Bad))
        {
            for (int i = 0; i < Doubts; i++)
            {
                trials.Confirm(variants.Bad);
            }

            throw new LtoParException(Subject, "the test passes with what these options make: there is nothing to find");
        }

        trials.Confirm(variants.Bad);
        if (trials.Passes(variants.Good))
        {
            return true;
        }

        trials.Confirm(variants.Good);
        if (!trials.Passes(whole()))
        {
            throw new LtoParException(
                Subject, "the test fails with the good objects too, and in one partition: what is wrong was wrong before the cut, or the test fails by itself");
        }

        IReadOnlyList<string> lines = kept();
        const string Advice = "please report it; 'lto-par verify' may say more, and --disable-rule=help lists the rules that cuts follow";
        if (lines.Count == 0)
        {
            throw new LtoParException(
                Subject,
                $"the test fails with the good objects too, and passes in one partition (--partition=one): the cut is wrong, not the optimisation; {Advice}");
        }

        Say("the test fails with the good objects too, and passes in one partition: the cut is wrong, not the optimisation");
        foreach (string line in lines)
        {
            Say(line);
        }

        Say($"{(lines.Count == 1 ? "with that symbol and its users" : "with each of these symbols and its users")} in one partition, the test passes "
            + $"({trials.Count} tests); {Advice}");
        return false;
    }

    private IReadOnlyList<byte[]> Objects(PlannedProgram planned, Option<string?> option, Func<IReadOnlyList<byte[]>> compile) =>
        _result.GetValue(option) is { } folder
            ? [.. planned.Plan.Partitions.Partitions.Select(p => Read(Path.Combine(folder, SymbolText.PartitionName(p.Id) + ".o")))]
            : compile();

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

    private static CompileOptions Unoptimized(CompileOptions options) =>
        options with { Stage = Stage.Codegen, Level = OptimizationLevel.O0, CodegenLevel = null };

    private void Say(string text) => StandardOutput.Write(_result, $"lto-par: bisect: {text}\n");
}
