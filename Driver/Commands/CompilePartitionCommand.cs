using System.CommandLine;
using LtoPar.Backend;
using LtoPar.Backend.Partitions;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Distributing;
using LtoPar.Driver.Help;
using LtoPar.Driver.Remarks;
using LtoPar.Driver.Reports;
using LtoPar.Llvm;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par compile part.bc -o part.o" compiles one partition's bytes to its object, as a worker or another machine does it.</summary>
internal sealed class CompilePartitionCommand : Command, IHelpTopic
{
    private readonly Argument<string[]> _inputs = InputArgument.Create();
    private readonly Option<string?> _output =
        OptionFactory.Text("--output", "FILE", "The object to write; - is standard output (default: the input's name with .o)", "-o");
    private readonly Option<string?> _build = OptionFactory.Text(
        "--expect-build", "ID", "Refuse to compile unless lto-par and libLLVM are of this build (--version), as jobs for other machines do");
    private readonly TargetOptions _target = new();
    private readonly DiagnosticOptions _diagnostics = new();

    public CompilePartitionCommand()
        : base("compile", "Compile one partition's bitcode as it is, without cutting it")
    {
        Arguments.Add(_inputs);
        base.Options.Add(_output);
        base.Options.Add(_build);
        _target.Group.AddTo(this);
        _diagnostics.Group.AddTo(this);
        SetAction(Run);
    }

    public HelpPage Help => new(
        """
        Compiles one partition's bitcode as it is, without cutting it: what -### prints, and what a reproducer runs.

        Usage:
          lto-par compile [options] PART.bc

        PART.bc is what 'lto-par dump-partitions --emit-bitcode=DIR' writes; - is standard input.
        The same bytes and the same options give the same object, wherever they are compiled.

        Example:
          lto-par compile p03.bc -O2 -mcpu=znver3 -o p03.o
        """,
        [new HelpGroup("Output", [_output, _build, ColorOption.Option, LlvmLibraryOption.Option]), _target.Group, _diagnostics.Group, RulesOption.Group]);

    private int Run(ParseResult result)
    {
        string name = InputArgument.Single(result.GetValue(_inputs));
        string output = result.GetValue(_output) ?? OutputNames.DefaultObject(name);
        OutputNames.Check(name, ("-o", output), ("-pass-remarks-output", _diagnostics.Output(result)));
        RemarkReport? remarks = _diagnostics.Read(result);
        remarks?.CheckWritable();
        CompileOptions asked = _target.Read(result) with { Remarks = remarks?.Request };
        PipelineRequest request = new(result.GetValue(LlvmLibraryOption.Option), asked, PlanRequest.None, output, 1)
        {
            WarningsAreErrors = _diagnostics.WarningsAreErrors(result),
        };
        Pipeline pipeline = Pipeline.Start(request, new Phases(null), Messages.Of(result));
        CompilerBuild.Require(result.GetValue(_build), name);
        using InputProgram opened = new InputFile(name, slots: null).Open(pipeline);
        InputModule input = opened.Whole;
        CompileOptions options = pipeline.Options;
        if (options.Cpu is not null || options.Features is not null)
        {
            // LLVM alone would ignore an unknown processor and generate code for another.
            HostCpu.Check(ModuleTarget.Read(input), options, input.Name);
        }

        PartitionResult compiled = PartitionCompiler.CompileAlone(input, 0, options);
        foreach (string text in compiled.Diagnostics)
        {
            pipeline.Warnings.Say($"{input.Name}: {text}");
        }

        pipeline.Warnings.Check(input.Name);
        remarks?.Write([(null, compiled.Remarks)], pipeline.Messages);
        OutputFile.Write(output, compiled.Object);
        return 0;
    }
}
