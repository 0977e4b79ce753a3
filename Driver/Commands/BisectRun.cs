using System.CommandLine;
using System.Globalization;
using LtoPar.Backend;
using LtoPar.Backend.Carving;
using LtoPar.Backend.Execution;
using LtoPar.Backend.Partitions;
using LtoPar.Driver.Bisecting;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Reports;
using LtoPar.Linkage;
using LtoPar.Partitioner;
using LtoPar.Platform;

namespace LtoPar.Driver.Commands;

/// <summary>One run of bisect: good and bad objects of the same partitions, and tests of mixtures of them.</summary>
internal sealed class BisectRun
{
    private const int DefaultTimeout = 60;

    /// <summary>How often a test that passes is run again to see whether it ever fails: someone says that it does.</summary>
    private const int Doubts = 4;

    /// <summary>The most names in one line.</summary>
    private const int MostNames = 10;

    /// <summary>A partition of so few functions is as good as their names.</summary>
    private const int FewNames = 3;

    private readonly BisectCommand _command;
    private readonly ParseResult _result;
    private readonly string _input;
    private readonly string _link;
    private readonly string _test;
    private readonly Phases _phases;

    public BisectRun(BisectCommand command, ParseResult result, string input)
    {
        _command = command;
        _result = result;
        _input = input;
        _link = result.GetValue(command.LinkWith) ?? "";
        _test = result.GetValue(command.Test) ?? throw new LtoParException(null, "bisect needs --test=CMD; 'lto-par bisect --help' says more");
        _phases = new Phases(result.GetValue(command.Verbose) ? result.InvocationConfiguration.Error : null);
    }

    public int Execute()
    {
        RequirePlaceholder();
        string folder = _result.GetValue(_command.Folder) ?? (_input == "-" ? "lto-par" : _input) + ".bisect";
        PipelineRequest request = new(
            _result.GetValue(LlvmLibraryOption.Option),
            _command.Target.Read(_result),
            _command.Plan.Read(_result),
            OutputNames.DefaultObject(_input),
            JobsOption.Workers(_result.GetValue(_command.Jobs)));
        using OpenProgram program = Pipeline.Start(request, _phases, Messages.Of(_result)).Open(new InputFile(_input, _command.Plan.ReadSlots(_result)));
        PlannedProgram planned = program.Plan();
        Directory.CreateDirectory(folder);
        ProgramVariants variants = new(
            planned,
            Objects(planned, _command.GoodObjects, Unoptimized(program.Pipeline.Options)),
            Objects(planned, _command.BadObjects, program.Pipeline.Options));
        int timeout = _result.GetValue(_command.Timeout) ?? DefaultTimeout;
        using TestedProgram tested = new(_link.Length == 0 ? null : _link, _test, _result.GetValue(_command.Linker), timeout);
        Trials trials = new(
            tested.Passes, Path.Combine(folder, "outcomes"), string.Create(CultureInfo.InvariantCulture, $"{_link}\n{_test}\n{timeout}\n"));
        Start(variants, trials, planned);
        foreach (IReadOnlyList<int> partitions in new MinimalSets<int>(on => !trials.Passes(variants.WithPartitions(on))).Find(variants.Suspects))
        {
            trials.Confirm(variants.WithPartitions(partitions));
            IReadOnlyList<SuspectFunction> functions = variants.FunctionsOf(partitions);
            string few = functions.Count is > 0 and <= FewNames ? $", which has {string.Join(", ", functions.Select(f => f.Name))}" : "";
            Say($"{Names(partitions)}{few}: {(partitions.Count == 1 ? "fails alone" : "fail together")} ({Steps(trials)})");
            if (_result.GetValue(_command.BadObjects) is null)
            {
                FindFunctions(variants, trials, partitions, folder);
            }
            else
            {
                SayWhatDiffers(variants, partitions);
            }
        }

        return 0;
    }

    /// <summary>Makes sure that there is something to find.</summary>
    /// <exception cref="LtoParException">There is nothing that mixtures of these objects could show.</exception>
    private void Start(ProgramVariants variants, Trials trials, PlannedProgram planned)
    {
        Say($"{variants.Bad.Count} partitions, {variants.Suspects.Count} of them with other objects");
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
            Say($"the test fails with them, and passes with the good ones ({Steps(trials)})");
            return;
        }

        trials.Confirm(variants.Good);
        List<byte[]> whole = Compile(planned, planned.Whole(), variants.Options);
        throw new LtoParException(_input, trials.Passes(whole)
            ? "the test fails with the good objects too, and passes in one partition (--partition=one): the cut is wrong, not the optimisation; please "
                + "report it; 'lto-par verify' may say more, and --disable-rule=help lists the rules that cuts follow"
            : "the test fails with the good objects too, and in one partition: what is wrong was wrong before the cut, or the test fails by itself");
    }

    /// <summary>Objects that were given cannot be compiled again; what differs in them is all that there is to know.</summary>
    private void SayWhatDiffers(ProgramVariants variants, IReadOnlyList<int> partitions)
    {
        foreach (int partition in partitions)
        {
            IReadOnlyList<string> names = ObjectDifference.Of(variants.Good[partition], variants.Bad[partition]);
            string more = names.Count > MostNames ? $" and {names.Count - MostNames} more" : "";
            Say($"{SymbolText.PartitionName(partition)}: {(names.Count == 0 ? "no function or variable differs" : "what differs: ")}"
                + $"{string.Join(", ", names.Take(MostNames))}{more}");
        }
    }

    private void FindFunctions(ProgramVariants variants, Trials trials, IReadOnlyList<int> partitions, string folder)
    {
        bool Passes(IReadOnlyList<SuspectFunction> on) => trials.Passes(variants.WithFunctions(on, partitions));

        IReadOnlyList<SuspectFunction> all = variants.FunctionsOf(partitions);
        if (Passes(all))
        {
            Say($"{Names(partitions)}: compiled again from their bitcode, they pass");
            return;
        }

        if (all.Count == 0 || !Passes([]))
        {
            Say($"{Names(partitions)}: fails with all functions switched off, too: a pass over the module, or data; --partition=max cuts it more finely");
            foreach (int partition in partitions)
            {
                FindPass(variants, trials, all, partitions, partition);
            }

            return;
        }

        foreach (IReadOnlyList<SuspectFunction> functions in new MinimalSets<SuspectFunction>(on => !Passes(on)).Find(all))
        {
            trials.Confirm(variants.WithFunctions(functions, partitions));
            trials.Confirm(variants.WithFunctions([.. all.Except(functions)], partitions));
            Say($"function {string.Join(" and ", functions.Select(f => $"{f.Name} of {SymbolText.PartitionName(f.Partition)}"))} ({Steps(trials)})");
            foreach (int partition in functions.Select(f => f.Partition).Distinct())
            {
                FindPass(variants, trials, functions, partitions, partition);
            }

            BisectFolder.Write(folder, variants, functions, partitions, _link, _test);
        }
    }

    /// <summary>Finds the first pass with which the test fails, of those that run on a partition of which a set of functions is optimised.</summary>
    private void FindPass(
        ProgramVariants variants, Trials trials, IReadOnlyList<SuspectFunction> functions, IReadOnlyList<int> partitions, int partition)
    {
        IReadOnlyList<byte[]> others = variants.WithFunctions(functions, partitions);
        using PassSwitch passes = new(variants.BitcodeWith(functions, partition), variants.Options);
        (byte[] _, IReadOnlyList<string> names) = passes.Compile(int.MaxValue);
        bool Passes(int limit) => trials.Passes([.. others.Select((o, p) => p == partition ? passes.Compile(limit).Object : o)]);

        int passing = 0;
        int failing = names.Count;
        if (failing == 0 || Passes(failing) || !Passes(0))
        {
            Say($"{SymbolText.PartitionName(partition)}: no pass that can be left out makes the difference: code generation");
            return;
        }

        while (failing - passing > 1)
        {
            int middle = passing + ((failing - passing) / 2);
            (passing, failing) = Passes(middle) ? (middle, failing) : (passing, middle);
        }

        Say($"pass {failing} of {names.Count}: {names[failing - 1]} ({Steps(trials)})");
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

    private void RequirePlaceholder()
    {
        string placeholder = _link.Length == 0 ? "%i" : "%p";
        if (!_test.Replace("%%", "", StringComparison.Ordinal).Contains(placeholder, StringComparison.Ordinal))
        {
            throw new LtoParException(
                null,
                $"--test '{_test}' has no {placeholder}, so that each program would end in the same way; 'lto-par bisect --help' says what it stands for");
        }
    }

    private void Say(string text) => StandardOutput.Write(_result, $"lto-par: bisect: {text}\n");

    private static string Steps(Trials trials) => trials.Count == 1 ? "1 test" : $"{trials.Count} tests";

    private static string Names(IReadOnlyList<int> partitions) =>
        $"{(partitions.Count == 1 ? "partition" : "partitions")} {string.Join(" and ", partitions.Select(SymbolText.PartitionName))}";
}
