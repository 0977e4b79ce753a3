using LtoPar.Platform;

namespace LtoPar.Driver.CommandLine;

/// <summary>Decides where the object goes by default, and which outputs are refused.</summary>
internal static class OutputNames
{
    /// <summary>
    /// Names the object as llc does: .bc or .ll becomes .o, to any other name .o is added ("a.out.0.5.precodegen" must not become "a.out.0.5.o").
    /// </summary>
    public static string DefaultObject(string input) => input switch
    {
        "-" => "-",
        _ when input.EndsWith(".bc", StringComparison.Ordinal) || input.EndsWith(".ll", StringComparison.Ordinal) => input[..^3] + ".o",
        _ => input + ".o",
    };

    /// <summary>Names the module after IPO in the same way: merged.bc becomes merged.ipo.bc.</summary>
    public static string DefaultBitcode(string input) => input == "-" ? "-" : DefaultObject(input)[..^2] + ".ipo.bc";

    /// <summary>Names a file beside others after an output, which need not be a file.</summary>
    /// <param name="otherwise">The name where the output has none: standard output, a device.</param>
    public static string FileOf(string output, string otherwise) =>
        output is "" or "-" || output.StartsWith("/dev/", StringComparison.Ordinal) || Path.GetFileName(output) is not { Length: > 0 } name ? otherwise : name;

    /// <summary>Checks the outputs: the input must survive the run, and two outputs in one file would overwrite each other.</summary>
    /// <param name="outputs">A path is null when the output was not asked for, and "-" for standard output.</param>
    /// <exception cref="LtoParException">An output is the input, or two are the same.</exception>
    public static void Check(string input, params (string Option, string? Path)[] outputs)
    {
        Dictionary<string, string> seen = new(StringComparer.Ordinal);
        string? inputPath = input == "-" ? null : Path.GetFullPath(input);
        foreach ((string option, string? path) in outputs)
        {
            if (path is null)
            {
                continue;
            }

            string full = path == "-" ? "-" : Path.GetFullPath(path);
            if (full == inputPath)
            {
                throw new LtoParException(path, $"would overwrite the input; name another file with {option}");
            }

            if (!full.StartsWith("/dev/", StringComparison.Ordinal) && !seen.TryAdd(full, option))
            {
                throw new LtoParException(path == "-" ? "<stdout>" : path, $"{seen[full]} and {option} would both write it; name two files");
            }
        }
    }
}
