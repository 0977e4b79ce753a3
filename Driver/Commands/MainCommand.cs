using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using LtoPar.Backend.Scheduling;
using LtoPar.CallGraph.Reader.Ties;
using LtoPar.Driver.Caching;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Distributing;
using LtoPar.Driver.Execution;
using LtoPar.Driver.Help;
using LtoPar.Driver.Printing;
using LtoPar.Driver.Remarks;
using LtoPar.Driver.RunLogs;
using LtoPar.Driver.Terminals;
using LtoPar.Llvm;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par merged.bc" partitions and compiles a module. The properties are its options.</summary>
internal sealed class MainCommand : RootCommand, IHelpTopic
{
    private const string Usage = """
        Compiles a merged LTO module in parallel, by partitions, to one object.

        Usage:
          lto-par [options] INPUT                    partition and compile a merged bitcode module
          lto-par link [options] JOB                 merge what a linker resolved, then the same
          lto-par ipo [options] INPUT -o OUT.bc      inter-procedural optimisation alone
          lto-par dump-partitions [options] INPUT    show the plan, compile nothing
          lto-par compile [options] PART.bc          compile one partition as it is
          lto-par plan [options] INPUT DIR           write actions for make, ninja or a distributor that compile it
          lto-par combine -o OUT OBJECT...           make one object of the partitions' objects
          lto-par verify [options] INPUT             show that partitioning changes nothing
          lto-par bisect [options] INPUT --test=CMD  find the partition, function and pass that make a test fail
          lto-par report LOG [-o OUT.html]           show where a run's time went, and what more cores would gain
          lto-par symtab FILE -o OUT.bc              give a bitcode file a symbol table of this LLVM
          lto-par cache stats|prune|clear|why        look at the cache of --cache-dir, or remove from it
          lto-par patch-slots FILE NAME=VALUE...     change values of slots in an object or a program
          lto-par COMMAND --help                     the options of that command

        INPUT is a merged bitcode module that has been through inter-procedural optimisation, or is to go through it
        first (--stage=ipo); - is standard input.
        @FILE reads arguments from FILE. Of an option given twice the last one counts. After -- everything is an input.

        Examples:
          lto-par merged.bc -j 8 -o out.o            partitions in parallel, one relocatable object out
          lto-par merged.bc --stage=ipo -O3          the same for a module as the linker merged it
          lto-par merged.bc --emit-objects=DIR       one object per partition, DIR/objects.txt lists them in link order
          lto-par merged.bc -o out.o --print-stats   where the time went
          lto-par dump-partitions merged.bc          what would be cut, promoted, cloned, and why
        """;

    /// <summary>The default of --time-trace-granularity, which is clang's.</summary>
    public const int DefaultTraceGranularity = 500;

    private readonly HelpOption _help = new("--help", "-h", "-?") { Description = "Show this, or the options of a command", Action = new HelpPrinter() };

    public MainCommand()
        : base("Compiles a merged LTO module in parallel, by partitions, to one object.")
    {
        // The built-in help has DOS spellings: /h is a file here. The built-in version does not know LLVM's.
        Options.Clear();
        Options.Add(_help);
        // No [diagram] or [suggest]: a file may be called that.
        Directives.Clear();
        Arguments.Add(Inputs);
        foreach (HelpGroup group in CompileGroups)
        {
            group.AddTo(this);
        }

        Options.Add(Version);
        Options.Add(InputName);
        Subcommands.Add(new LinkCommand(this));
        Subcommands.Add(new SymbolTableCommand());
        Subcommands.Add(new IpoCommand());
        Subcommands.Add(new DumpCommand());
        Subcommands.Add(new CompilePartitionCommand());
        Subcommands.Add(new WorkerCommand());
        Subcommands.Add(new VerifyCommand());
        Subcommands.Add(new BisectCommand());
        Subcommands.Add(new ReportCommand());
        Subcommands.Add(new PlanCommand());
        Subcommands.Add(new CombineCommand());
        Subcommands.Add(new CacheCommand());
        Subcommands.Add(new PatchSlotsCommand());
        Subcommands.Add(new CompletionsCommand(this));
        SetAction(Run);
    }

    public Argument<string[]> Inputs { get; } = InputArgument.Create();

    public Option<string?> Output { get; } =
        OptionFactory.Text("--output", "FILE", "The object to write; - is standard output (default: the input's name with .o)", "-o");

    public Option<string?> EmitObjects { get; } =
        OptionFactory.Text("--emit-objects", "DIR", "Write one object per partition and objects.txt, their list in link order");

    public Option<JobsRequest?> Jobs { get; } = JobsOption.Create("Partitions compiled at a time");

    public Option<long?> MemoryLimit { get; } = MemoryOption.Create();

    public ExecutorOptions Executor { get; } = new();

    public Option<string?> Linker { get; } = LinkerOption.Create();

    public Option<string?> SaveTemps { get; } = new("-save-temps", "--save-temps")
    {
        Description = "Keep intermediate files beside the output; -save-temps alone: all, -save-temps=LIST: some of merged,ipo,graph,plan,carved,opt,obj",
        HelpName = "LIST",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => result.Tokens[^1].Value,
    };

    public Option<TempStage?> StopAfter { get; } =
        OptionFactory.OneOf("--stop-after", "End with that stage, in the files of -save-temps or in -o, and make no object", TempStages.Names);

    /// <summary>An option for the wrapper of ld.lld, whose input is a file that no user knows.</summary>
    public Option<string?> InputName { get; } = new("--input-name") { Description = "What messages call the input", Hidden = true };

    public Option<bool> Verbose { get; } = OptionFactory.Flag("--verbose", "Say what is done, with times, on stderr", "-v");

    public Option<bool> DryRun { get; } = OptionFactory.Flag("-###", "Print the commands that would do the same one by one, and run nothing");

    public Option<bool> PrintStats { get; } = OptionFactory.Flag("--print-stats", "Print phases, partitions, balance and peak memory on stderr");

    public Option<string?> CostHistory { get; } =
        OptionFactory.Text("--cost-history", "FILE", "What partitions took in the last run, for the order of work; read if it is there, and written");

    public Option<string?> StatsJson { get; } = OptionFactory.Text("--stats-json", "FILE", "Write the same as JSON; docs/cli.md names its members");

    public Option<string?> TimeTrace { get; } =
        OptionFactory.Text("--time-trace", "FILE", "Write what ran when, a row for each worker, for Perfetto and speedscope");

    public Option<int?> TraceGranularity { get; } = OptionFactory.Scalar<int?>(
        "--time-trace-granularity",
        "US",
        $"Shortest run of a pass of LLVM's in it, in microseconds (default {DefaultTraceGranularity})",
        text => (int)Math.Min(OptionFactory.Number(text), int.MaxValue));

    public Option<string?> Log { get; } = OptionFactory.Text(
        "--log", "FILE", $"Write a log of the run, for 'lto-par report' (default: {RunLogFile.EnvironmentVariable} names a folder for one of each run)");

    public Option<string?> PromotionMap { get; } =
        OptionFactory.Text("--promotion-map", "FILE", "Write old and new name of every promoted symbol, a line each, separated by a tab");

    public Option<string?> SymbolOrder { get; } = OptionFactory.Text(
        "--symbol-order", "FILE", "Write the functions of a profiled program in the order to lay them out, for ld.lld --symbol-ordering-file");

    public Option<string?> SectionOrder { get; } =
        OptionFactory.Text("--section-order", "FILE", "The same as names of sections, for gold --section-ordering-file");

    public Option<When?> Progress { get; } = OptionFactory.OneOf("--progress", "One line of progress on stderr (default: on a terminal)", WhenWords.All);

    public Option<bool> Version { get; } =
        OptionFactory.Flag("--version", "Print the versions of lto-par, LLVM and .NET, and the build that --expect-build goes by");

    public Option<string?> EmitIr { get; } = OptionFactory.Text(
        "--emit-ir", "DIR", "Write each partition's textual IR to DIR: pNN.ll before its passes, pNN.opt.ll before code generation");

    public PrintOptions Printing { get; } = new();

    public PlanOptions Plan { get; } = new();

    public TargetOptions Target { get; } = new();

    public DiagnosticOptions Diagnostics { get; } = new();

    public DistributorOptions Distributor { get; } = new();

    public CacheOptions Cache { get; } = new();

    public RemoteCacheOptions RemoteCache { get; } = new();

    /// <summary>The groups of options that "link" takes too.</summary>
    public IReadOnlyList<HelpGroup> CompileGroups =>
        [OutputGroup, Plan.Group, Target.Group, RunGroup, Distributor.Group, CacheGroup, Diagnostics.Group, RulesOption.Group];

    HelpPage IHelpTopic.Help => new(
        Usage,
        [
            OutputGroup, Plan.Group, Target.Group, RunGroup with { Options = [.. RunGroup.Options, Version, _help] }, Distributor.Group, CacheGroup,
            Diagnostics.Group, RulesOption.Group,
        ]);

    private HelpGroup CacheGroup => Cache.GroupWith(RemoteCache);

    private HelpGroup OutputGroup => new(
        "Output", [Output, EmitObjects, Linker, PromotionMap, SymbolOrder, SectionOrder, SaveTemps, StopAfter, EmitIr, .. Printing.All]);

    private HelpGroup RunGroup => new(
        "Running",
        [
            Jobs, MemoryLimit, .. Executor.All, Verbose, DryRun, PrintStats, StatsJson, TimeTrace, TraceGranularity, Log, CostHistory, Progress,
            ColorOption.Option, LlvmLibraryOption.Option,
        ]);

    private int Run(ParseResult result)
    {
        if (result.GetValue(Version))
        {
            LlvmLibraryOption.Load(result);
            StandardOutput.Write(
                result,
                $"lto-par {VersionText.Own}\nLLVM {LlvmLibrary.Version} ({LlvmLibrary.Path})\nbuild {CompilerBuild.Own}\n"
                    + $"{RuntimeInformation.FrameworkDescription}\n");
            return 0;
        }

        string input = InputArgument.Single(result.GetValue(Inputs));
        new CompileRun(this, result, new InputFile(input, Plan.ReadSlots(result), result.GetValue(InputName)), Target.Read(result)).Execute();
        return 0;
    }
}
