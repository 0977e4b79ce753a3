using System.CommandLine;
using LtoPar.Backend;
using LtoPar.Backend.CodeGeneration;
using LtoPar.Backend.Slots;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Help;
using LtoPar.Driver.Remarks;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Slots;
using LtoPar.Llvm;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par ipo merged.bc -o postipo.bc" runs the serial part of the pipeline alone, for build systems and -###.</summary>
internal sealed class IpoCommand : Command, IHelpTopic
{
    private static readonly Dictionary<string, Stage> s_next = new(StringComparer.Ordinal)
    {
        ["partition-ipo"] = Stage.PartitionIpo,
        ["post-inline"] = Stage.PostInline,
        ["post-ipo"] = Stage.PostIpo,
    };

    private readonly Argument<string[]> _inputs = InputArgument.Create();
    private readonly Option<string?> _output =
        OptionFactory.Text("--output", "FILE", "The bitcode to write; - is standard output (default: the input's name with .ipo.bc)", "-o");
    private readonly Option<Stage?> _to = OptionFactory.OneOf("--to", "What the bitcode is input for (default post-ipo)", s_next);
    private readonly Option<bool> _verbose = OptionFactory.Flag("--verbose", "Say what is done, with times, on stderr", "-v");
    private readonly Option<SlotPattern[]?> _slots = SlotOption.Create();
    private readonly TargetOptions _target = new();
    private readonly DiagnosticOptions _diagnostics = new();

    public IpoCommand()
        : base("ipo", "Run the inter-procedural part of the pipeline, and write bitcode")
    {
        Arguments.Add(_inputs);
        base.Options.Add(_output);
        base.Options.Add(_to);
        base.Options.Add(_verbose);
        base.Options.Add(_slots);
        _target.IpoGroup.AddTo(this);
        _diagnostics.Group.AddTo(this);
        SetAction(Run);
    }

    public HelpPage Help => new(
        """
        Runs the part of the LTO pipeline that needs the whole program, and writes bitcode.

        Usage:
          lto-par ipo [options] INPUT -o OUT.bc

        INPUT is a merged and internalised bitcode module; - is standard input. 'lto-par --stage=post-inline' on what
        --to=post-inline writes, with the same options, gives the object of 'lto-par --stage=ipo' on INPUT; what is
        written without it has been through the function passes after the inliner as well, one after the other.
        --to=partition-ipo runs what --stage=ipo --ipo=parallel cannot do in partitions: for most programs nothing.

        Example:
          lto-par ipo merged.bc -O3 -o postipo.bc && lto-par postipo.bc -O3 -o out.o
        """,
        [
            new HelpGroup("Output", [_output, _to, _verbose, _slots, ColorOption.Option, LlvmLibraryOption.Option]), _target.IpoGroup, _diagnostics.Group,
            RulesOption.Group,
        ]);

    private int Run(ParseResult result)
    {
        string name = InputArgument.Single(result.GetValue(_inputs));
        string output = result.GetValue(_output) ?? OutputNames.DefaultBitcode(name);
        OutputNames.Check(name, ("-o", output), ("-pass-remarks-output", _diagnostics.Output(result)));
        RemarkReport? remarks = _diagnostics.Read(result);
        remarks?.CheckWritable();
        Phases phases = new(result.GetValue(_verbose) ? result.InvocationConfiguration.Error : null);
        LlvmLibraryOption.Load(result);
        OutputFile.CheckWritable(output);
        Messages messages = Messages.Of(result);
        CompileOptions options = LlvmWords.Settle(_target.Read(result), messages.Warning) with
        {
            Stage = result.GetValue(_to) ?? Stage.PostIpo,
            Remarks = remarks?.Request,
        };
        InputModule input = new InputFile(name, result.GetValue(_slots) ?? []).OpenMarked(phases, isFinal: true, messages);
        ProgramWarnings warnings = new(messages, _diagnostics.WarningsAreErrors(result));
        using InputModule optimized = IpoStage.RunPrefix(input, options, phases, warnings);
        warnings.Check(input.Name);
        remarks?.Write([(null, optimized.Remarks)], messages);
        OutputFile.Write(output, optimized.Bytes);
        return 0;
    }
}
