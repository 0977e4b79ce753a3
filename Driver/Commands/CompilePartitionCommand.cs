using System.CommandLine;
using LtoPar.Backend;
using LtoPar.CallGraph;
using LtoPar.Driver.CommandLine;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par compile part.bc -o part.o": one partition's bytes to its object, as a worker or another machine does it.</summary>
internal sealed class CompilePartitionCommand : Command
{
    private readonly Argument<string[]> _inputs = InputArgument.Create();
    private readonly Option<string?> _output = CommandLine.Options.Text("--output", "FILE", "The object to write; - is standard output (default: the input's name with .o)", "-o");
    private readonly TargetOptions _target = new();

    public CompilePartitionCommand()
        : base("compile", "Compile one partition's bitcode as it is, without cutting it")
    {
        Arguments.Add(_inputs);
        base.Options.Add(_output);
        _target.AddTo(this);
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        string name = InputArgument.Single(result.GetValue(_inputs));
        string output = result.GetValue(_output) ?? (name == "-" ? "-" : Path.ChangeExtension(name, ".o"));
        LlvmLibraryOption.Load(result);
        using InputModule input = InputModule.Open(name);
        CompileOptions options = HostCpu.Resolve(_target.Read(result));
        PartitionResult compiled = PartitionCompiler.Compile(input.Bytes, input.Name, 0, options);
        foreach (string text in compiled.Diagnostics)
        {
            result.InvocationConfiguration.Error.WriteLine($"lto-par: warning: {input.Name}: {text}");
        }

        OutputFile.Write(output, compiled.Object);
        return 0;
    }
}
