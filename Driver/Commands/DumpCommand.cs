using System.CommandLine;
using System.Globalization;
using LtoPar.Backend;
using LtoPar.Backend.Carving;
using LtoPar.Backend.Scheduling;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Help;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Terminals;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par dump-partitions" prints the plan in words, and writes the partitions themselves where asked.</summary>
internal sealed class DumpCommand : Command, IHelpTopic
{
    private enum Format
    {
        Text,
        Json,
        Dot,
    }

    private static readonly Dictionary<string, Format> s_formats = new(StringComparer.Ordinal)
    {
        ["text"] = Format.Text,
        ["json"] = Format.Json,
        ["dot"] = Format.Dot,
    };

    private readonly Argument<string[]> _inputs = InputArgument.Create();
    private readonly Option<string?> _output = OptionFactory.Text("--output", "FILE", "Where to write (default: standard output)", "-o");
    private readonly Option<Format?> _format = OptionFactory.OneOf("--format", "How to write it (default text)", s_formats);
    private readonly Option<string?> _bitcode = OptionFactory.Text("--emit-bitcode", "DIR", "Write each partition's bitcode to DIR/pNN.bc");
    private readonly Option<string?> _ir = OptionFactory.Text("--emit-ir", "DIR", "Write each partition's textual IR to DIR/pNN.ll");
    private readonly Option<int?> _only = OptionFactory.Scalar<int?>("--only", "pNN", "One partition alone", ParsePartition);
    private readonly Option<JobsRequest?> _jobs = JobsOption.CreateWithoutServer("Workers for reading");
    private readonly PlanOptions _plan = new();
    private readonly TargetOptions _target = new();

    public DumpCommand()
        : base("dump-partitions", "Show what would be cut, promoted, cloned and why, and compile nothing")
    {
        Arguments.Add(_inputs);
        Dump.AddTo(this);
        _plan.Group.AddTo(this);
        _target.Group.AddTo(this);
        SetAction(Run);
    }

    public HelpPage Help => new(
        """
        Shows what would be cut, promoted, cloned and why, and compiles nothing.

        Usage:
          lto-par dump-partitions [options] INPUT

        INPUT is a merged bitcode module; - is standard input. The plan is that of 'lto-par INPUT' with the same options,
        the suffix of promoted names included unless that run has another -o: give both the same --unique-id then.
        Options under "Code generation" matter to it with --stage=ipo alone, which plans what IPO makes of the input.

        Examples:
          lto-par dump-partitions merged.bc                             the plan as text, a line a symbol
          lto-par dump-partitions merged.bc --only=p03 --emit-ir=DIR    one partition and its IR
          lto-par dump-partitions merged.bc --format=dot | dot -Tsvg    the partitions as a picture
        """,
        [Dump with { Options = [.. Dump.Options, ColorOption.Option, LlvmLibraryOption.Option] }, _plan.Group, _target.Group, RulesOption.Group]);

    private HelpGroup Dump => new("Output", [_output, _format, _only, _bitcode, _ir, _jobs]);

    private int Run(ParseResult result)
    {
        string name = InputArgument.Single(result.GetValue(_inputs));
        OutputNames.Check(name, ("-o", result.GetValue(_output)));
        PipelineRequest request = new(
            result.GetValue(LlvmLibraryOption.Option), _target.Read(result), _plan.Read(result), OutputNames.DefaultObject(name),
            JobsOption.Workers(result.GetValue(_jobs)))
        {
            GeneratesCode = false,
        };
        using OpenProgram program = Pipeline.Start(request, new Phases(null), Messages.Of(result)).Open(new InputFile(name, _plan.ReadSlots(result)));
        SymbolPlan plan = program.Plan().Plan;
        IReadOnlyList<Partition> partitions = plan.Partitions.Partitions;
        int? only = result.GetValue(_only);
        if (only >= partitions.Count)
        {
            throw new LtoParException(
                name, $"has no partition {SymbolText.PartitionName(only.Value)}; the last is {SymbolText.PartitionName(partitions.Count - 1)}");
        }

        string text = (result.GetValue(_format) ?? Format.Text) switch
        {
            Format.Json => PlanJson.Print(plan, only),
            Format.Dot => PlanDot.Print(plan, only),
            _ => PlanText.Print(plan, only),
        };
        if (result.GetValue(_output) is { } output && output != "-")
        {
            OutputFile.WriteText(output, text);
        }
        else
        {
            StandardOutput.Write(result, text);
        }

        Emit(result, program.Input.Whole, plan, only);
        return 0;
    }

    private void Emit(ParseResult result, InputModule input, SymbolPlan plan, int? only)
    {
        string? bitcodeFolder = result.GetValue(_bitcode);
        string? irFolder = result.GetValue(_ir);
        if (bitcodeFolder is null && irFolder is null)
        {
            return;
        }

        foreach (string folder in new[] { bitcodeFolder, irFolder }.OfType<string>())
        {
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new LtoParException(folder, $"cannot be created: {e.Message}", e);
            }
        }

        using ChunkedInput chunks = new(input, plan);
        foreach (Partition partition in plan.Partitions.Partitions.Where(p => only is null || p.Id == only))
        {
            byte[] bytes = chunks.Carve(partition.Id);
            string stem = SymbolText.PartitionName(partition.Id);
            if (bitcodeFolder is not null)
            {
                OutputFile.Write(Path.Combine(bitcodeFolder, stem + ".bc"), bytes);
            }

            if (irFolder is not null)
            {
                IrText.WriteAssembly(bytes, stem, Path.Combine(irFolder, stem + ".ll"));
            }
        }
    }

    private static int? ParsePartition(string text) =>
        int.TryParse(text.StartsWith('p') ? text[1..] : text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"'{text}' is not a partition's name (p00, p01, ...)");
}
