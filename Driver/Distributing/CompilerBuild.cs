using System.Security.Cryptography;
using System.Text;
using LtoPar.Driver.CommandLine;
using LtoPar.Elf;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Distributing;

/// <summary>
/// Tells the builds of lto-par and libLLVM apart, in 16 digits: machines that have the same make the same objects of the same jobs. It is made of build IDs,
/// and of contents where there are none, so that a worker knows its own in no time.
/// </summary>
internal static class CompilerBuild
{
    private const int Digits = 16;

    private static readonly Lazy<string> s_own = new(() => Of([VersionText.Own, .. ProgramFiles.Own.Append(LlvmLibrary.Path).Select(FileBuild.Of)]));

    /// <summary>This process's. LLVM is loaded.</summary>
    /// <exception cref="LtoParException">One of the files cannot be read.</exception>
    public static string Own => s_own.Value;

    /// <summary>Refuses to compile what was sent from a machine with another build.</summary>
    /// <param name="expected">The sender's; null: the job says nothing of it.</param>
    /// <param name="input">The job's bitcode, for the message.</param>
    /// <exception cref="LtoParException">It is another.</exception>
    public static void Require(string? expected, string input)
    {
        if (expected is not null && expected != Own)
        {
            throw new LtoParException(
                input,
                $"the job is for build {expected} of lto-par and libLLVM, and here is build {Own} (LLVM {LlvmLibrary.Version}, {LlvmLibrary.Path}); "
                    + "install the same packages on all machines");
        }
    }

    private static string Of(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..Digits];
}
