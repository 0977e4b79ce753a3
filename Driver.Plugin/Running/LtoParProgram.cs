using LtoPar.Platform;
using LtoPar.Plugin.Abi;
using LtoPar.Plugin.Native;

namespace LtoPar.Plugin.Running;

/// <summary>The lto-par that does the work, in a process of its own, so that no LLVM is loaded into a linker that may have another one.</summary>
/// <param name="path">Its path, or a name to be looked for in PATH.</param>
/// <param name="say">Says a line in the linker's way.</param>
internal sealed class LtoParProgram(string path, Action<MessageLevel, string> say)
{
    private const string ErrorPrefix = "lto-par: error: ";
    private const string WarningPrefix = "lto-par: warning: ";

    public string Path { get; } = path;

    /// <summary>The option, then LTO_PAR, then the program that was installed with this library: ../bin/lto-par.</summary>
    /// <param name="option">lto-par=, or null.</param>
    /// <param name="folder">The library's own, or null.</param>
    public static string Find(string? option, string? folder) =>
        option is { Length: > 0 } ? option
        : Environment.GetEnvironmentVariable("LTO_PAR") is { Length: > 0 } set ? set
        : folder is null ? "lto-par"
        : System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, "../bin/lto-par"));

    /// <summary>
    /// Runs it, and passes on what it says: warnings and notes as they come, errors in the exception. lto-par is told which descriptor ends with
    /// the linker, and the folder to remove then.
    /// </summary>
    /// <exception cref="LtoParException">It failed, was killed or cannot be started.</exception>
    public void Run(IReadOnlyList<string> arguments, string folder, IReadOnlyList<int> inherited)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal)
        {
            ["TMPDIR"] = folder,
            ["LTO_PAR_LINKER"] = $"{ChildProcess.Alive}:{folder}",
            // Reproducers of crashes stay.
            ["LTO_PAR_CRASH_DIR"] = Environment.GetEnvironmentVariable("LTO_PAR_CRASH_DIR") ?? SessionFolder.Parent,
        };
        List<string> errors = [];
        int status = ChildProcess.Run(Path, arguments, environment, inherited, line => Take(line, errors));
        if (ChildProcess.Describe(status) is { } failure)
        {
            throw new LtoParException(null, errors.Count > 0 ? string.Join('\n', errors) : $"{Path} {failure}");
        }

        errors.ForEach(e => say(MessageLevel.Warning, e));
    }

    private void Take(string line, List<string> errors)
    {
        if (line.StartsWith(ErrorPrefix, StringComparison.Ordinal))
        {
            errors.Add(line[ErrorPrefix.Length..]);
        }
        else if (line.StartsWith(WarningPrefix, StringComparison.Ordinal))
        {
            say(MessageLevel.Warning, line[WarningPrefix.Length..]);
        }
        else if (errors.Count > 0)
        {
            errors.Add(line); // lines that explain the error: a stack trace, the path of the reproducer
        }
        else
        {
            say(MessageLevel.Info, line);
        }
    }
}
