using LtoPar.Distribution;
using LtoPar.Distribution.JobFiles;

namespace LtoPar.Driver.Actions;

/// <summary>The jobs of partitions, for a distributor: "lto-par compile OPTIONS STEM.bc -o STEM.o".</summary>
internal static class PartitionJobs
{
    /// <param name="prefix">The folder of the files, with a slash at its end; "": the folder that the distributor runs in.</param>
    /// <param name="stems">The names of the partitions that are compiled, without folder and extension, in the order of the jobs.</param>
    public static JobFile Make(
        string program, IReadOnlyList<string> compiling, IReadOnlyList<string> inputFiles, string output, string prefix, IEnumerable<string> stems) => new(
        output,
        [program, "compile", .. compiling],
        inputFiles,
        [.. stems.Select(stem => Job(prefix + stem))]);

    private static RemoteJob Job(string path) =>
        new([path + ".bc", "-o", path + ".o"], [path + ".bc", path + DefinitionList.Extension], [path + ".o"]);
}
