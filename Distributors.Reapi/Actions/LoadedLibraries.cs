using System.Diagnostics;
using System.Text;
using LtoPar.Platform;
using LtoPar.Platform.Processes;

namespace LtoPar.Distributors.Reapi.Actions;

/// <summary>Finds the libraries that programs load, as this machine's loader does.</summary>
internal static class LoadedLibraries
{
    /// <summary>Those of the C library: they belong to the loader of the machine.</summary>
    private static readonly string[] s_system =
    [
        "ld-linux", "libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so", "libresolv.so", "libutil.so", "libanl.so", "libmvec.so", "linux-vdso.so",
        "linux-gate.so",
    ];

    /// <param name="files">Programs and libraries.</param>
    /// <param name="isNeeded">It is an error when libraries are not known; otherwise there are none then.</param>
    /// <returns>The libraries that they are linked to, directly or not, without those of the C library; sorted.</returns>
    /// <exception cref="LtoParException">One is no program that is linked to libraries, or a library is missing.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> files, bool isNeeded)
    {
        SortedSet<string> found = new(StringComparer.Ordinal);
        foreach (string file in files)
        {
            ProgramAnswer answer = ProgramAnswer.Get(new ProcessStartInfo("ldd", [file]), input: null, limit: TimeSpan.FromMinutes(1));
            string text = Encoding.UTF8.GetString(answer.Output);
            if (answer.Status != 0 && isNeeded && !text.Contains("statically linked", StringComparison.Ordinal))
            {
                string said = Encoding.UTF8.GetString([.. answer.Output, .. answer.Error]).Trim();
                throw new LtoParException(file, $"cannot be sent to the server, for its libraries are not known ({said}); use --toolchain=installed");
            }

            foreach (string line in text.Split('\n'))
            {
                Add(file, line.Trim(), isNeeded, found);
            }
        }

        return [.. found];
    }

    /// <summary>The libLLVM that lto-par loads when it is told nothing else; it is not linked to it.</summary>
    /// <param name="arguments">The words that all jobs have behind the program.</param>
    /// <returns>Null: the program is not lto-par.</returns>
    /// <exception cref="LtoParException">It has none.</exception>
    public static string? LlvmOf(string program, IReadOnlyList<string> arguments)
    {
        if (arguments is not ["compile", ..])
        {
            return null;
        }

        ProgramAnswer answer = ProgramAnswer.Get(new ProcessStartInfo(program, ["--version"]), input: null, limit: TimeSpan.FromMinutes(1));
        string said = Encoding.UTF8.GetString(answer.Output);
        if (!said.StartsWith("lto-par ", StringComparison.Ordinal))
        {
            return null;
        }

        // "LLVM 22.1.8 (/usr/lib/libLLVM.so.22.1)"
        string line = Array.Find(said.Split('\n'), l => l.StartsWith("LLVM ", StringComparison.Ordinal)) ?? "";
        int open = line.IndexOf('(', StringComparison.Ordinal);
        return open > 0 && line.EndsWith(')') && File.Exists(line[(open + 1)..^1])
            ? line[(open + 1)..^1]
            : throw new LtoParException(program, "does not say which libLLVM it loads, so it cannot be sent to the server; use --toolchain=installed");
    }

    private static void Add(string file, string line, bool isNeeded, SortedSet<string> found)
    {
        // "libz.so.1 => /lib/libz.so.1 (0x00007f...)", "/lib64/ld-linux-x86-64.so.2 (0x...)", "linux-vdso.so.1 (0x...)", "libx.so => not found"
        int arrow = line.IndexOf(" => ", StringComparison.Ordinal);
        string path = (arrow < 0 ? line : line[(arrow + 4)..]).Split(" (0x")[0];
        string name = Path.GetFileName(arrow < 0 ? path : line[..arrow]);
        if (path == "not found" && isNeeded)
        {
            throw new LtoParException(file, $"needs {name}, which is not found here, so it cannot be sent to the server");
        }

        if (path.StartsWith('/') && !s_system.Any(s => name.StartsWith(s, StringComparison.Ordinal)))
        {
            found.Add(path);
        }
    }
}
