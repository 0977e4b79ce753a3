using LtoPar.Backend.Combining;
using LtoPar.Backend.Partitions;
using LtoPar.Driver.Compilation;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Bisecting;

/// <summary>
/// What bisect and the lto-par that a link command starts tell each other, in a folder that an environment variable names. The first time lto-par leaves there
/// what it was to compile, and how; afterwards it takes the objects that bisect has put there, and compiles nothing.
/// </summary>
internal sealed class LinkHandOver(string folder)
{
    public const string EnvironmentVariable = "LTO_PAR_BISECT";

    /// <summary>What is to be cut: IPO is done where it is asked for.</summary>
    public string Module => File("module.bc");

    /// <summary>The paths of the objects, one a line.</summary>
    public string List => File(ObjectFolder.ListName);

    /// <summary>The options that cut and compile the module as the link would have, one a line.</summary>
    private string Options => File("options");

    /// <summary>A file with the path of the linker's output; written last.</summary>
    private string Output => File("output");

    /// <returns>Null: no bisect has started this process.</returns>
    public static LinkHandOver? FromEnvironment() =>
        Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } folder ? new LinkHandOver(folder) : null;

    /// <param name="output">The linker's output.</param>
    /// <returns>The objects to link; null: there are none yet.</returns>
    /// <exception cref="LtoParException">They are for another output.</exception>
    public IReadOnlyList<PartitionResult>? Find(string output)
    {
        if (System.IO.File.Exists(Output) && Program != Path.GetFullPath(output))
        {
            throw new LtoParException(output, $"bisect takes the command of one link, and this one makes {Program} too; give it the link alone");
        }

        return !System.IO.File.Exists(List)
            ? null
            : [.. System.IO.File.ReadAllLines(List).Select((file, p) => new PartitionResult(p, System.IO.File.ReadAllBytes(file), [], PartitionTiming.None))];
    }

    /// <summary>A text that the plan decides, as it was recorded.</summary>
    /// <param name="name">The option that asks for it.</param>
    public string Text(string name) => System.IO.File.Exists(File(name)) ? System.IO.File.ReadAllText(File(name)) : "";

    /// <param name="output">The linker's output.</param>
    /// <param name="texts">The texts that the plan decides, with the options that ask for them.</param>
    public void Record(PlannedProgram planned, string output, IEnumerable<(string Name, string Text)> texts)
    {
        foreach ((string name, string text) in texts)
        {
            OutputFile.WriteText(File(name), text);
        }

        OutputFile.Write(Module, planned.Program.Input.Whole.Bytes);
        OutputFile.WriteText(Options, string.Join('\n', [.. planned.Program.Pipeline.Options.ToArguments(), .. planned.ToArguments()]));
        OutputFile.WriteText(Output, Path.GetFullPath(output));
    }

    /// <summary>Whether a link has left what it was to compile.</summary>
    public bool IsRecorded => System.IO.File.Exists(Output);

    /// <summary>The path of the recorded link's output.</summary>
    public string Program => System.IO.File.ReadAllText(Output);

    public IReadOnlyList<string> Arguments => System.IO.File.ReadAllLines(Options);

    /// <summary>Puts the objects there for the next link.</summary>
    public void Give(IReadOnlyList<byte[]> objects) =>
        ObjectFolder.Write([.. objects.Select((bytes, p) => new PartitionResult(p, bytes, [], PartitionTiming.None))], folder);

    private string File(string name) => Path.Combine(folder, name.TrimStart('-'));
}
