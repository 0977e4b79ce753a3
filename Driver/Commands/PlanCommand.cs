using System.Collections.Concurrent;
using System.CommandLine;
using LtoPar.Backend;
using LtoPar.Backend.Carving;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;
using LtoPar.Driver.Actions;
using LtoPar.Driver.Caching;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Help;
using LtoPar.Driver.Reports;
using LtoPar.Linkage;
using LtoPar.Platform;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par plan INPUT DIR --emit=make" cuts the program, and leaves the compiling to a build tool.</summary>
internal sealed class PlanCommand : Command, IHelpTopic
{
    private static readonly Dictionary<string, ActionFormat> s_formats = new(StringComparer.Ordinal)
    {
        ["make"] = ActionFormat.Make,
        ["ninja"] = ActionFormat.Ninja,
        ["dtlto"] = ActionFormat.Dtlto,
    };

    private readonly Argument<string[]> _inputs = InputArgument.Create();
    private readonly Option<ActionFormat?> _format = OptionFactory.OneOf("--emit", "What runs the actions", s_formats);
    private readonly Option<string?> _output =
        OptionFactory.Text("--output", "FILE", "The object that the actions make, a path from DIR (default: the input's name with .o)", "-o");
    private readonly Option<string?> _program =
        OptionFactory.Text("--program", "PATH", "The lto-par that the actions run (default: this one, as it was called)");
    private readonly Option<string?> _linker = LinkerOption.Create();
    private readonly Option<JobsRequest?> _jobs = JobsOption.CreateWithoutServer("Workers for reading and carving");
    private readonly PlanOptions _plan = new();
    private readonly TargetOptions _target = new();

    public PlanCommand()
        : base("plan", "Cut the program, and write actions for make, ninja or a distributor that compile it")
    {
        Arguments.Add(_inputs);
        Files.AddTo(this);
        _plan.Group.AddTo(this);
        _target.Group.AddTo(this);
        SetAction(Run);
    }

    public HelpPage Help => new(
        """
        Cuts the program, and writes each partition and the actions that compile and combine them; compiles nothing.

        Usage:
          lto-par plan [options] --emit=make|ninja|dtlto INPUT DIR

        What the actions make has the bytes of 'lto-par INPUT' with the same options and a -o of the same file name. Files that
        would stay the same keep their time stamps, and DIR may be moved.

        Examples:
          lto-par plan merged.bc DIR --emit=make && make -C DIR -j8
          lto-par plan merged.bc DIR --emit=ninja -O3 -o program.o && ninja -C DIR
          lto-par plan merged.bc DIR --emit=dtlto && cd DIR && lto-par-distribute-local jobs.json && lto-par combine @combine.rsp
        """,
        [Files with { Options = [.. Files.Options, ColorOption.Option, LlvmLibraryOption.Option] }, _plan.Group, _target.Group, RulesOption.Group]);

    private HelpGroup Files => new("Actions", [_format, _output, _program, _linker, _jobs]);

    private int Run(ParseResult result)
    {
        (string input, string folder) = (result.GetValue(_inputs) ?? []) switch
        {
            [var first, var second] => (first, second),
            [_, _, var third, ..] => throw new LtoParException(third, "plan: one input and one folder at a time"),
            _ => throw new LtoParException(null, "plan: give a merged bitcode module, and the folder that the actions go to"),
        };
        ActionFormat format = result.GetValue(_format) ?? throw new LtoParException(null, "plan: what is to run the actions? give --emit=make, ninja or dtlto");
        string output = result.GetValue(_output) ?? (input == "-" ? "merged.o" : OutputNames.DefaultObject(Path.GetFileName(input)));
        OutputNames.Check(input, ("-o", Path.Combine(folder, output)));
        // Before the work: the number of partitions is not known yet.
        ActionNames.CheckOutput(output, partitions: 0);
        PipelineRequest request = new(
            result.GetValue(LlvmLibraryOption.Option), _target.Read(result), _plan.Read(result), output, JobsOption.Workers(result.GetValue(_jobs)));
        using OpenProgram program = Pipeline.Start(request, new Phases(null), Messages.Of(result)).Open(new InputFile(input, _plan.ReadSlots(result)));
        SymbolPlan plan = program.Plan().Plan;
        CompileOptions options = program.Pipeline.Options;
        new ActionFolder(folder, format).Write(new ActionPlan(
            result.GetValue(_program) ?? OwnProgram(),
            [.. options.ToArguments(), .. request.Library is { } library ? new[] { $"--llvm-lib={Path.GetFullPath(library)}" } : []],
            output,
            result.GetValue(_linker),
            Carve(program, plan),
            [.. JobOrder.Of(plan, options.Stage, CostHistory.Empty).Select(job => job.Partition)],
            [.. plan.Partitions.Partitions.Select(p => DefinedNames.Of(plan, p.Id))],
            LlvmWordFiles.NamesIn(options.LlvmArguments)));
        return 0;
    }

    /// <summary>A name that PATH has found is found there by the actions too; a path is made one that holds in any folder.</summary>
    private static string OwnProgram() =>
        ProcessImage.CalledAs is var called && called.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(called) : called;

    private static IReadOnlyList<CarvedPartition> Carve(OpenProgram program, SymbolPlan plan)
    {
        ConcurrentBag<CarvedPartition> carved = [];
        using ChunkedInput chunks = new(program.Input.Whole, plan);
        CarvedPartition.Each(chunks, [.. plan.Partitions.Partitions.Select(p => p.Id)], program.Memory.Workers, carved.Add);
        return [.. carved.OrderBy(p => p.Partition)];
    }
}
