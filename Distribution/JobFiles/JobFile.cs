namespace LtoPar.Distribution.JobFiles;

/// <summary>
/// The file that a linker hands to a distributor, in the format of LLVM's DTLTO (llvm/docs/DTLTO.rst): commands, with the files that each reads and makes, so
/// that they can be run anywhere. A distributor is started with the file's path as its last argument, in the folder that the paths start from; it ends with
/// status 0 when all outputs are there.
/// </summary>
/// <param name="LinkerOutput">What the link makes, for messages.</param>
/// <param name="CommonArguments">The first words of every command; the first of all is the compiler.</param>
/// <param name="CommonInputs">The files that every command reads.</param>
public sealed record JobFile(string LinkerOutput, IReadOnlyList<string> CommonArguments, IReadOnlyList<string> CommonInputs, IReadOnlyList<RemoteJob> Jobs)
{
    public IReadOnlyList<string> CommandOf(RemoteJob job) => [.. CommonArguments, .. job.Arguments];
}
