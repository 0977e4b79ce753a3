using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LtoPar.Backend;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Bisecting;

/// <summary>
/// Compiles a partition with the first N passes alone (LLVM's option opt-bisect-limit). LLVM counts passes from the start of the process, so that each is
/// compiled by a process of its own.
/// </summary>
internal sealed partial class PassSwitch : IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly CompileOptions _options;

    public PassSwitch(byte[] bitcode, CompileOptions options)
    {
        _options = options;
        OutputFile.Write(Bitcode, bitcode);
    }

    private string Bitcode => Path.Combine(_scratch.Path, "part.bc");

    /// <param name="limit">Passes to run; those that code generation cannot do without always run.</param>
    /// <returns>The object, and LLVM's names of the passes and what each was run on, the first pass at index 0, whether it ran or not.</returns>
    /// <exception cref="LtoParException">It does not compile so.</exception>
    public (byte[] Object, IReadOnlyList<string> Passes) Compile(int limit)
    {
        string output = Path.Combine(_scratch.Path, "part.o");
        ProcessStartInfo start = new(
            ProcessImage.File,
            [
                "compile", Bitcode, "-o", output, $"--llvm-lib={LlvmLibrary.Path}", .. _options.ToArguments(),
                string.Create(CultureInfo.InvariantCulture, $"-mllvm=-opt-bisect-limit={limit}"),
            ]);
        ProgramAnswer answer = ProgramAnswer.Get(start, input: null, limit: null);
        string said = Encoding.UTF8.GetString(answer.Error);
        return answer.Status == 0
            ? (File.ReadAllBytes(output), [.. PassLine().Matches(said).Select(m => m.Groups["pass"].Value)])
            : throw new LtoParException(null, $"a partition does not compile with {limit} passes: {OneLine.Of(said)}");
    }

    public void Dispose() => _scratch.Dispose();

    [GeneratedRegex(@"BISECT: (NOT )?running pass \(\d+\) (?<pass>[^\n]*)")]
    private static partial Regex PassLine();
}
