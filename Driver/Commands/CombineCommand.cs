using System.CommandLine;
using LtoPar.Backend.Combining;
using LtoPar.Backend.Partitions;
using LtoPar.Distribution;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Help;
using LtoPar.Driver.Reports;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par combine -o OUT p00.o p01.o ..." makes one object of the partitions' objects, as a run does at its end.</summary>
internal sealed class CombineCommand : Command, IHelpTopic
{
    private readonly Argument<string[]> _inputs = InputArgument.Create();
    private readonly Option<string?> _output = OptionFactory.Text("--output", "FILE", "The object to write; - is standard output", "-o");
    private readonly Option<string?> _linker = LinkerOption.Create();

    public CombineCommand()
        : base("combine", "Make one object of the partitions' objects, in the order given")
    {
        Arguments.Add(_inputs);
        base.Options.Add(_output);
        base.Options.Add(_linker);
        SetAction(Run);
    }

    public HelpPage Help => new(
        """
        Makes one object of the partitions' objects, as a run does at its end: the last of the actions that 'lto-par plan' writes.

        Usage:
          lto-par combine -o OUT.o P00.o P01.o ...

        The order of the objects is that of the partitions. An object that is empty, damaged or no ELF is refused.

        Example:
          lto-par combine @combine.rsp
        """,
        [new HelpGroup("Output", [_output, _linker, ColorOption.Option])]);

    private int Run(ParseResult result)
    {
        string[] inputs = result.GetValue(_inputs) ?? [];
        string output = result.GetValue(_output) ?? throw new LtoParException(null, "combine: which object is to be written? name it with -o");
        if (inputs.Length == 0)
        {
            throw new LtoParException(null, "combine: no objects; name those of all partitions, in their order");
        }

        foreach (string input in inputs)
        {
            OutputNames.Check(input, ("-o", output));
        }

        PartitionResult[] objects = [.. inputs.Select(Read)];
        OutputFile.CheckWritable(output);
        using ObjectCombiner combiner = new(output, result.GetValue(_linker), objects.Length, workers: 1);
        combiner.Combine(objects);
        return 0;
    }

    private static PartitionResult Read(string file, int index)
    {
        using MappedFile mapped = MappedFile.Open(file);
        byte[] bytes = mapped.Bytes(0, checked((int)mapped.Length)).ToArray();
        return ObjectCheck.Problem(bytes, definitions: null) is { } problem
            ? throw new LtoParException(file, $"{problem}; compile the partition again")
            : new PartitionResult(index, bytes, [], PartitionTiming.None);
    }
}
