using LtoPar.Backend;

namespace LtoPar.Driver.LinkerWrapper;

/// <summary>
/// The file of --dependency-file, as ld.lld writes it: the target and its inputs a line each with a backslash at the end, then a rule without
/// commands for each input. Temporary files become the inputs that they stand for, or go: a build would never find them again, and link for ever.
/// </summary>
internal static class DependencyFile
{
    /// <param name="file">Read and written again; nothing happens where the linker wrote none.</param>
    /// <param name="target">What the file is to name as the output.</param>
    /// <param name="folder">That of all temporary files.</param>
    /// <param name="inputOf">The input that a temporary file stands for; null: none.</param>
    public static void Mend(string file, string target, string folder, Func<string, string?> inputOf)
    {
        if (!File.Exists(file))
        {
            return;
        }

        List<string> inputs = [];
        foreach (string line in File.ReadLines(file).Skip(1).TakeWhile(l => l.Length > 0))
        {
            string input = Unescape(line.EndsWith(" \\", StringComparison.Ordinal) ? line[1..^2] : line[1..]);
            string? named = input.StartsWith(folder, StringComparison.Ordinal) ? inputOf(input) : input;
            named = named is null ? null : WithoutDots(named);
            if (named is not null && !inputs.Contains(named))
            {
                inputs.Add(named);
            }
        }

        OutputFile.WriteText(file, $"{Escape(target)}: {string.Concat(inputs.Select(i => $"\\\n {Escape(i)} "))}".TrimEnd() + "\n" + string.Concat(inputs.Select(i => $"\n{Escape(i)}:\n")));
    }

    /// <summary>lld leaves out what does not change a path: "./" and doubled slashes.</summary>
    private static string WithoutDots(string path) =>
        (path.StartsWith('/') ? "/" : "") + string.Join('/', path.Split('/').Where(part => part is not ("" or ".")));

    private static string Escape(string path) => path.Replace("$", "$$", StringComparison.Ordinal).Replace("#", "\\#", StringComparison.Ordinal).Replace(" ", "\\ ", StringComparison.Ordinal);

    private static string Unescape(string path) => path.Replace("\\ ", " ", StringComparison.Ordinal).Replace("\\#", "#", StringComparison.Ordinal).Replace("$$", "$", StringComparison.Ordinal);
}
