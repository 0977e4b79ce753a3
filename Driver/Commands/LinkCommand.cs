using System.CommandLine;
using LtoPar.Backend.Merging;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Help;
using LtoPar.Driver.Linking;
using LtoPar.LinkJobs;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par link JOB" is the command that a linker plugin starts. It merges the job's bitcode files, then does what the main command does.</summary>
internal sealed class LinkCommand : Command, IHelpTopic
{
    private static readonly Dictionary<string, LinkOutputKind> s_kinds =
        Enum.GetValues<LinkOutputKind>().ToDictionary(LinkJobWriter.NameOf, StringComparer.Ordinal);

    private readonly MainCommand _main;
    private readonly Argument<string[]> _inputs = InputArgument.Create();
    private readonly Option<string?> _emitMerged =
        OptionFactory.Text("--emit-merged", "FILE", "Write the merged module there, and stop; - is standard output");
    private readonly Option<LinkOutputKind?> _kind =
        OptionFactory.OneOf("--output-kind", "What the linker makes, where JOB is a resolution file of ld.lld (default pie)", s_kinds);
    private readonly Option<bool> _wholeProgram = OptionFactory.Flag("--whole-program-visibility", "No code outside of the job derives from its classes");

    private readonly Option<int?> _segments = OptionFactory.Count(
        "--segments", "With --ipo=parallel: merge the files to N modules, each for itself; 1 is one (default: by their size)");

    private readonly Option<string[]> _wrap = new("--wrap")
    {
        Description = "The linker wraps NAME: __wrap_NAME takes its undefined references; repeatable",
        HelpName = "NAME",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _common = new("--common")
    {
        Description = "A native object has the common NAME, of so many bytes; repeatable",
        HelpName = "SIZE:ALIGNMENT:NAME",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <param name="main">The command that has the options that both share.</param>
    public LinkCommand(MainCommand main)
        : base("link", "Merge bitcode files as a linker resolved them, then partition and compile")
    {
        _main = main;
        Arguments.Add(_inputs);
        JobGroup.AddTo(this);
        foreach (HelpGroup group in main.CompileGroups)
        {
            group.AddTo(this);
        }

        SetAction(Run);
    }

    public HelpPage Help => new(
        """
        Merges bitcode files as a linker resolved their symbols, then partitions and compiles the program.

        Usage:
          lto-par link [options] JOB

        JOB is written by the linker plugin, and names the files and what the linker decided of each symbol; docs/cli.md has the format.
        OUTPUT.resolution.txt of 'ld.lld --save-temps=resolution' is a job too; - is standard input.
        What the linker makes decides the relocation model unless an option does: pie and shared are position independent, exec is static.

        Examples:
          lto-par link a.out.job --emit-objects=DIR              what the plugin runs
          lto-par link a.out.resolution.txt -o a.o -j 8          after a link with ld.lld
          lto-par link a.out.job --emit-merged=merged.bc         the merged program, before anything is optimised
        """,
        [JobGroup, .. _main.CompileGroups]);

    private HelpGroup JobGroup => new("Job", [_emitMerged, _kind, _wholeProgram, _segments, _wrap, _common]);

    private int Run(ParseResult result)
    {
        string input = InputArgument.Single(result.GetValue(_inputs), "a job, or - for standard input", "a job names all files of a link");
        (LinkJob job, bool saysKind) = JobFile.Read(input, result.GetValue(_kind));
        string[] wrapped = result.GetValue(_wrap) ?? [];
        NativeCommon[] commons = [.. (result.GetValue(_common) ?? []).Select(CommonText.Parse)];
        MergeOptions options = new() { WholeProgramVisibility = result.GetValue(_wholeProgram), Slots = _main.Plan.ReadSlots(result) };
        job = job with { Wrapped = [.. job.Wrapped, .. wrapped], NativeCommons = [.. job.NativeCommons, .. commons] };
        IReadOnlyList<string> arguments =
        [
            .. saysKind ? [] : new[] { $"--output-kind={LinkJobWriter.NameOf(job.OutputKind)}" },
            .. options.WholeProgramVisibility ? new[] { "--whole-program-visibility" } : [],
            .. options.Slots.Select(slot => $"--slot={slot}"),
            .. wrapped.Select(name => $"--wrap={name}"),
            .. commons.Select(common => $"--common={CommonText.Of(common)}"),
        ];
        LinkRun run = new(_main, result, new MergedJob(input, job, options, result.GetValue(_segments), arguments));
        if (result.GetValue(_emitMerged) is { } merged)
        {
            run.EmitMerged(merged);
        }
        else
        {
            run.Execute();
        }

        return 0;
    }
}
