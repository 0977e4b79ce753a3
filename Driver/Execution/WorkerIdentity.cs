using System.Globalization;
using LtoPar.Backend;
using LtoPar.Driver.CommandLine;
using LtoPar.Llvm;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Execution;

/// <summary>
/// What a worker process says of itself, and has to be what the process that started it says: the version, LLVM's, the program's file (it may have been
/// replaced since), and all options as it has understood them.
/// </summary>
internal static class WorkerIdentity
{
    public static string Of(CompileOptions options)
    {
        FileInfo file = new(ProcessImage.File);
        string words = string.Join(' ', options.ToArguments());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"lto-par {VersionText.Own}, LLVM {LlvmLibrary.Version}, {file.Length} bytes of {file.LastWriteTimeUtc.Ticks}: {words}");
    }
}
