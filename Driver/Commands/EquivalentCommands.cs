using LtoPar.Backend;
using LtoPar.Driver.Compilation;
using LtoPar.Linkage;
using LtoPar.Partitioner;
using LtoPar.Platform;

namespace LtoPar.Driver.Commands;

/// <summary>
/// Prints for -### the commands that, run one by one, make the same object. Everything that was found out (link identity, native processor) is written out, so
/// that they give the same on another machine and for another output name.
/// </summary>
internal static class EquivalentCommands
{
    private const string Parts = "PARTS";
    private const string Optimized = $"{Parts}.ipo.bc";

    /// <param name="reading">The options that the first command needs, which reads the input.</param>
    /// <param name="output">The path of the combined object; null: the objects are not combined.</param>
    /// <param name="folder">The folder of --emit-objects; null: it was not given.</param>
    /// <param name="options">The options as asked for, with a native processor resolved.</param>
    /// <param name="runsPrefix">Whether passes run on the program before it is cut.</param>
    /// <param name="common">Arguments of every lto-par command.</param>
    /// <param name="findLinker">Is called only when there is something to combine.</param>
    public static IEnumerable<string> Print(
        string input,
        IReadOnlyList<string> reading,
        string? output,
        string? folder,
        SymbolPlan plan,
        IReadOnlyList<string> planning,
        CompileOptions options,
        bool runsPrefix,
        IReadOnlyList<string> common,
        Func<string> findLinker)
    {
        string[] compiling = [.. IpoStage.AfterIpo(options).ToArguments()];
        if (runsPrefix)
        {
            yield return Shell.Line(["lto-par", "ipo", input, "-o", Optimized, .. IpoStage.AfterIpo(options).ToIpoArguments(), .. reading, .. common]);
            input = Optimized;
            reading = [];
        }

        yield return Shell.Line(["lto-par", "dump-partitions", input, "-o", "/dev/null", $"--emit-bitcode={Parts}", .. planning, .. reading, .. common]);
        int count = plan.Partitions.Partitions.Count;
        List<string> objects = [];
        foreach (Partition partition in plan.Partitions.Partitions)
        {
            string name = SymbolText.PartitionName(partition.Id);
            string file = count == 1 && folder is null && output is not null ? output : $"{folder ?? Parts}/{name}.o";
            objects.Add(file);
            yield return Shell.Line(["lto-par", "compile", $"{Parts}/{name}.bc", "-o", file, .. compiling, .. common]);
        }

        if (output is null || objects is [var only] && only == output)
        {
            yield break;
        }

        yield return count == 1 ? Shell.Line(["cp", objects[0], output]) : Shell.Line([findLinker(), "-r", "-o", output, .. objects]);
    }
}
