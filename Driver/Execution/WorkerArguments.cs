using LtoPar.Backend;
using LtoPar.Backend.Workers;
using LtoPar.Driver.Remarks;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Execution;

/// <summary>The command line of worker processes: this program, its hidden command for them, and the options of the partitions.</summary>
internal static class WorkerArguments
{
    public const string Command = "compile-worker";
    public const string PassLog = "--log-passes";

    /// <param name="options">The options of the partitions, settled.</param>
    /// <param name="library">The libLLVM of --llvm-lib; null: what the environment names, or what is found.</param>
    public static WorkerSetup Of(CompileOptions options, string? library) => new(
        ProcessImage.File,
        [
            Command, .. options.ToArguments(), .. options.Remarks is { } remarks ? DiagnosticOptions.ToArguments(remarks) : [],
            .. library is null ? [] : new[] { $"--llvm-lib={library}" },
        ],
        PassLog,
        WorkerIdentity.Of(options));
}
