using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Distributing;

/// <summary>A program that runs the jobs of a job file, wherever it likes, and ends when all are done.</summary>
/// <param name="Program">As the user named it.</param>
/// <param name="Arguments">The words before the job file's path.</param>
internal sealed record Distributor(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The file to run.</summary>
    /// <exception cref="LtoParException">There is none.</exception>
    public string Find() =>
        SearchPath.FindProgram(Program)
        ?? throw new LtoParException(Program, "there is no such distributor; name a program in PATH, or a path, with --distributor");
}
