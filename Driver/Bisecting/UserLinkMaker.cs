using LtoPar.Backend.Combining;
using LtoPar.Backend.Partitions;
using LtoPar.Driver.UserCommands;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Bisecting;

/// <summary>Combines objects, and links the one that they make with the user's --link-with.</summary>
/// <param name="link">%i is the object, %o the program; null: the test is of the object.</param>
/// <param name="linker">The value of --ld.</param>
internal sealed class UserLinkMaker(string? link, string? linker) : IProgramMaker, IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public string Program => Path.Combine(_scratch.Path, "program");

    public string? Object => ObjectFile;

    public string Subject => link ?? "";

    private string ObjectFile => Path.Combine(_scratch.Path, "program.o");

    public void Make(IReadOnlyList<byte[]> objects)
    {
        using (ObjectCombiner combiner = new(ObjectFile, linker, objects.Count, workers: 1))
        {
            combiner.Combine([.. objects.Select((bytes, partition) => new PartitionResult(partition, bytes, [], PartitionTiming.None))]);
        }

        if (link is not null && UserLink.Run(link, ObjectFile, Program) is { } problem)
        {
            throw new LtoParException(null, $"--link-with: {OneLine.Of(problem)}");
        }
    }

    public (string Making, string Program, string Object) Script(IEnumerable<string> objects)
    {
        const string Program = "\"$work/program\"";
        const string Object = "\"$work/object\"";
        string linking = link is null ? "" : $"\n    {ShellCommand.ExpandWords(link, ('i', Object), ('o', Program))} || exit 2";
        return ($"ld -r {string.Join(' ', objects)} -o {Object} || exit 2{linking}", Program, Object);
    }

    public void Dispose() => _scratch.Dispose();
}
