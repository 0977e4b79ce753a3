using System.CommandLine;
using LtoPar.Backend;
using LtoPar.CallGraph.Llvm;
using LtoPar.Driver.CommandLine;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par merged.bc": partition and compile. The options are the properties.</summary>
internal sealed class MainCommand : RootCommand
{
    private const string Text = """
        Compiles a merged LTO module in parallel, by partitions, to one object.

        Examples:
          lto-par merged.bc -j 8 -o out.o          partitions in parallel, one relocatable object out
          lto-par merged.bc --emit-objects=DIR     one object per partition, DIR/objects.txt lists them in link order
          lto-par dump-partitions merged.bc        what would be cut, promoted, cloned, and why
        """;

    private static readonly Dictionary<string, When> s_when = new(StringComparer.Ordinal) { ["auto"] = When.Auto, ["always"] = When.Always, ["never"] = When.Never };

    public MainCommand()
        : base(Text)
    {
        for (int i = Options.Count - 1; i >= 0; i--)
        {
            if (Options[i] is VersionOption)
            {
                Options.RemoveAt(i);
            }
        }

        Directives.Clear();
        Arguments.Add(Inputs);
        foreach (Option option in new Option[] { Output, EmitObjects, Jobs, Linker, SaveTemps, Verbose, DryRun, PrintStats, StatsJson, PromotionMap, Progress, Version })
        {
            Options.Add(option);
        }

        LlvmLibraryOption.AddTo(this);
        Plan.AddTo(this);
        Target.AddTo(this);
        Subcommands.Add(new DumpCommand());
        Subcommands.Add(new CompilePartitionCommand());
        SetAction(Run);
    }

    public Argument<string[]> Inputs { get; } = InputArgument.Create();

    public Option<string?> Output { get; } = CommandLine.Options.Text("--output", "FILE", "The object to write; - is standard output (default: the input's name with .o)", "-o");

    public Option<string?> EmitObjects { get; } = CommandLine.Options.Text("--emit-objects", "DIR", "Write one object per partition and objects.txt, their list in link order");

    public Option<int?> Jobs { get; } = CommandLine.Options.Scalar<int?>("--jobs", "N|auto", "Partitions compiled at a time (default auto: the processors there are)", ParseJobs, "-j");

    public Option<string?> Linker { get; } = CommandLine.Options.Text("--ld", "PATH", "Linker that combines the objects with -r (default: ld.lld, ld or mold, the first there is)");

    public Option<string?> SaveTemps { get; } = new("-save-temps", "--save-temps")
    {
        Description = "Keep intermediate files beside the output; -save-temps alone: all, -save-temps=LIST: some of graph,plan,carved,obj",
        HelpName = "LIST",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => result.Tokens[^1].Value,
    };

    public Option<bool> Verbose { get; } = CommandLine.Options.Flag("--verbose", "Say what is done, with times, on stderr", "-v");

    public Option<bool> DryRun { get; } = CommandLine.Options.Flag("-###", "Print the commands that would do the same one by one, and run nothing");

    public Option<bool> PrintStats { get; } = CommandLine.Options.Flag("--print-stats", "Print phases, partitions, balance and peak memory on stderr");

    public Option<string?> StatsJson { get; } = CommandLine.Options.Text("--stats-json", "FILE", "Write the same as JSON");

    public Option<string?> PromotionMap { get; } = CommandLine.Options.Text("--promotion-map", "FILE", "Write old and new name of every promoted symbol, a line each, separated by a tab");

    public Option<When?> Progress { get; } = CommandLine.Options.OneOf("--progress", "One line of progress on stderr (default: on a terminal)", s_when);

    public Option<bool> Version { get; } = CommandLine.Options.Flag("--version", "Print the versions of lto-par and LLVM");

    public PlanOptions Plan { get; } = new();

    public TargetOptions Target { get; } = new();

    private int Run(ParseResult result)
    {
        if (result.GetValue(Version))
        {
            LlvmLibraryOption.Load(result);
            result.InvocationConfiguration.Output.WriteLine($"lto-par {VersionText.Own}\nLLVM {LlvmLibrary.Version} ({LlvmLibrary.Path})");
            return 0;
        }

        string input = InputArgument.Single(result.GetValue(Inputs));
        new CompileRun(this, result, input).Execute();
        return 0;
    }

    private static int? ParseJobs(string text) => text switch
    {
        "auto" => Environment.ProcessorCount,
        "jobserver" => throw new FormatException("'jobserver' is not supported yet; give a number or auto"),
        _ => (int)CommandLine.Options.PositiveNumber(text, 4096),
    };
}
