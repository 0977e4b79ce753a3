using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Backend.Partitions;

/// <summary>Writes a folder with the bytes that LLVM died of, and a script that compiles them again.</summary>
internal static class Reproducer
{
    /// <param name="command">The command of lto-par: "compile" or "ipo".</param>
    /// <returns>The path of the script.</returns>
    public static string Write(string command, string input, ReadOnlySpan<byte> bytes, string output, IEnumerable<string> arguments)
    {
        string folder = NewFolder();
        using (FileStream file = File.Create(Path.Combine(folder, input)))
        {
            file.Write(bytes);
        }

        string script = Path.Combine(folder, "run.sh");
        ScriptFile.Write(script, $"#!/bin/sh\ncd \"$(dirname \"$0\")\" && exec lto-par {command} {input} -o {output} {Shell.Line(arguments)}\n");
        return script;
    }

    /// <summary>
    /// Makes a folder in LTO_PAR_CRASH_DIR, or where temporary files go: a linker plugin removes those of its link, and the reproducer must stay.
    /// </summary>
    private static string NewFolder()
    {
        string? parent = Environment.GetEnvironmentVariable("LTO_PAR_CRASH_DIR");
        return string.IsNullOrEmpty(parent)
            ? Directory.CreateTempSubdirectory("lto-par-crash-").FullName
            : Directory.CreateDirectory(Path.Combine(parent, "lto-par-crash-" + Path.GetRandomFileName())).FullName;
    }
}
