using LtoPar.Platform;

namespace LtoPar.Driver.CommandLine;

/// <summary>Where the object goes by default, and which outputs are refused.</summary>
internal static class OutputNames
{
    /// <summary>As llc does it: .bc or .ll becomes .o, to any other name .o is added ("a.out.0.5.precodegen" must not become "a.out.0.5.o").</summary>
    public static string DefaultObject(string input) => input switch
    {
        "-" => "-",
        _ when input.EndsWith(".bc", StringComparison.Ordinal) || input.EndsWith(".ll", StringComparison.Ordinal) => input[..^3] + ".o",
        _ => input + ".o",
    };

    /// <summary>The same for what IPO makes of it: merged.bc becomes merged.ipo.bc.</summary>
    public static string DefaultBitcode(string input) => input == "-" ? "-" : DefaultObject(input)[..^2] + ".ipo.bc";

    /// <summary>The input must survive the run, and two outputs in one file would be neither.</summary>
    /// <param name="outputs">Null: not asked for; "-": standard output.</param>
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
