using System.CommandLine;
using System.Globalization;
using LtoPar.Backend.Merging.Sources;
using LtoPar.Bitcode;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Help;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par symtab FILE -o OUT.bc" writes the symbol table of a file whose own cannot be trusted, for a linker plugin, which has no LLVM.</summary>
internal sealed class SymbolTableCommand : Command, IHelpTopic
{
    private readonly Argument<string[]> _inputs = InputArgument.Create();
    private readonly Option<string?> _output = OptionFactory.Text("--output", "FILE", "The bitcode to write; - is standard output", "-o");
    private readonly Option<long?> _offset =
        OptionFactory.Scalar<long?>("--offset", "BYTES", "Where in FILE the bitcode begins (default 0)", text => OptionFactory.Number(text));
    private readonly Option<long?> _size = OptionFactory.Scalar<long?>(
        "--size", "BYTES", "How many bytes it has; 0: to the end of FILE (default)", text => OptionFactory.Number(text));

    public SymbolTableCommand()
        : base("symtab", "Give a bitcode file a symbol table of this LLVM's making")
    {
        Arguments.Add(_inputs);
        Group.AddTo(this);
        SetAction(Run);
    }

    public HelpPage Help => new(
        """
        Reads a bitcode file whole and writes it with a symbol table of this LLVM's making.

        Usage:
          lto-par symtab FILE [--offset=BYTES --size=BYTES] -o OUT.bc

        A table is missing where llvm-link wrote the file; one by another version of LLVM may list other symbols. 'lto-par link'
        does the same in memory with such files, so that a job may name FILE or OUT.bc.
        """,
        [Group]);

    private HelpGroup Group => new("Output", [_output, _offset, _size, ColorOption.Option, LlvmLibraryOption.Option]);

    private int Run(ParseResult result)
    {
        string path = InputArgument.Single(result.GetValue(_inputs), "a bitcode file", "run symtab for each");
        string output = result.GetValue(_output) ?? throw new LtoParException(null, "symtab needs -o OUT.bc; - is standard output");
        OutputNames.Check(path, ("-o", output));
        long offset = result.GetValue(_offset) ?? 0;
        using MappedFile file = MappedFile.Open(path);
        long size = result.GetValue(_size) is { } given and > 0 ? given : file.Length - offset;
        if (offset > file.Length || size > file.Length - offset || size > int.MaxValue)
        {
            throw new LtoParException(
                path, string.Create(CultureInfo.InvariantCulture, $"has {file.Length} bytes; --offset={offset} and --size={size} are not in it"));
        }

        LlvmLibraryOption.Load(result);
        BitcodeCheck.Check(file.Bytes(offset, (int)size), path);
        OutputFile.Write(output, SymbolTableWriter.RewriteAlone(file, offset, (int)size));
        return 0;
    }
}
