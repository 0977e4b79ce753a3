using System.Diagnostics;
using LtoPar.Backend;
using LtoPar.Llvm;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Execution;

/// <summary>"lto-par compile" in a process of its own, for options of LLVM that are of a whole process.</summary>
internal static class CompileChild
{
    /// <param name="bitcode">The partition's file.</param>
    /// <param name="words">Options of LLVM, beside those of the run.</param>
    public static ProgramAnswer Run(string bitcode, string output, CompileOptions options, IEnumerable<string> words)
    {
        ProcessStartInfo start = new(
            ProcessImage.File,
            ["compile", bitcode, "-o", output, $"--llvm-lib={LlvmLibrary.Path}", .. options.ToArguments(), .. words.Select(word => $"-mllvm={word}")]);
        return ProgramAnswer.Get(start, input: null, limit: null);
    }
}
