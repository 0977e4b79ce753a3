using System.Diagnostics;
using System.Text;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Backend.Combining;

/// <summary>
/// "ld -r" in the folder of the objects. lld can be started before there are any: what it reads from its standard input is a linker script that
/// names them, which it reads once (a response file it would read twice), and until it comes lld has loaded libLLVM, which for a small program is two
/// thirds of its time.
/// </summary>
internal sealed class LinkerProcess : IDisposable
{
    /// <summary>128 + SIGBUS, as Process reports a signal.</summary>
    private const int KilledBySigbus = 128 + 7;

    private const string Combined = "combined.o";
    private const string Script = "/dev/stdin";

    /// <summary>The folder that <see cref="Script"/> leads to.</summary>
    private const string Descriptors = "/proc/self/fd";

    private readonly string _program;
    private readonly string _folder;
    private readonly Subprocess _process;

    private LinkerProcess(string program, string folder, bool waits, IEnumerable<string> arguments)
    {
        _program = program;
        _folder = folder;
        _process = Subprocess.Start(new ProcessStartInfo(program, ["-r", "-o", Combined, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = waits,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        });
    }

    /// <summary>
    /// Whether this linker reads a script from standard input: GNU ld and mold want a file that they can seek in, and lto-par by the name of lld
    /// reads its inputs twice.
    /// </summary>
    public static bool CanWait(string program) =>
        Path.GetFileName(program).StartsWith("ld.lld", StringComparison.Ordinal) && !SearchPath.IsThisProgram(program) && File.Exists(Script)
        && Directory.Exists(Descriptors);

    /// <param name="files">Names in the folder.</param>
    /// <exception cref="LtoParException">It cannot be run.</exception>
    public static LinkerProcess Start(string program, string folder, IEnumerable<string> files) => new(program, folder, waits: false, files);

    /// <summary>Starts a linker that can wait; <see cref="Name"/> gives it the objects.</summary>
    /// <exception cref="LtoParException">It cannot be run.</exception>
    public static LinkerProcess StartWaiting(string program, string folder, int threads) => new(program, folder, waits: true, [$"--threads={threads}", Script]);

    /// <param name="files">Names in the folder.</param>
    public void Name(IEnumerable<string> files)
    {
        try
        {
            _process.StandardInput.Write($"INPUT({string.Join(' ', files)})");
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already; its messages say why.
        }
    }

    /// <returns>The combined object.</returns>
    /// <param name="name">The name that messages give the output.</param>
    /// <param name="count">Number of objects.</param>
    /// <exception cref="LtoParException">The linker failed.</exception>
    public string Finish(string name, int count)
    {
        (byte[] said, byte[] errors) = _process.Finish();
        string output = Path.Combine(_folder, Combined);
        if (_process.ExitCode == 0 && File.Exists(output) && new FileInfo(output).Length > 0)
        {
            return output;
        }

        if (_process.ExitCode == KilledBySigbus)
        {
            throw new LtoParException(_folder, $"no space left on the device for temporary files ('{_program} -r' was killed); free some, or set TMPDIR");
        }

        string messages = Encoding.UTF8.GetString([.. errors, .. said]).Trim();
        throw new LtoParException(
            name, $"combining {count} objects with '{_program} -r' failed with status {_process.ExitCode}{(messages.Length > 0 ? ": " + messages : "")}");
    }

    public void Dispose() => _process.Dispose();
}
