using System.Text;

namespace LtoPar.LinkJobs;

/// <summary>
/// Edits the file that linkers write for --dependency-file: a rule for make, "OUTPUT: \" and the inputs, one a line (old versions of mold: all in
/// one), and then a rule without prerequisites for each input, so that make does not mind when one is gone. The objects of a linker plugin are
/// among the inputs although they are gone when the linker ends: Ninja, which does mind, would link again at every build. This takes them out.
/// </summary>
public static class LinkDependencies
{
    /// <summary>The name of the folder of the linker plugin's objects, up to its last six letters.</summary>
    public const string TemporaryFolder = "lto-par-link-";

    /// <summary>Whether a path is that of an object of lto-par's linker plugin.</summary>
    public static bool IsTemporary(string path) => path.Contains('/' + TemporaryFolder, StringComparison.Ordinal);

    /// <summary>Writes a file anew without the objects of the linker plugin. A file without them, or that cannot be read, stays as it is.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Mend(string path)
    {
        // Bytes that are no UTF-8 stay what they are.
        string before = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        string after = Without(before, IsTemporary);
        if (after != before)
        {
            File.WriteAllBytes(path, Encoding.Latin1.GetBytes(after));
        }
    }

    /// <param name="text">The text of a dependency file.</param>
    /// <param name="unwanted">Whether an input, as the file spells it, is to be left out.</param>
    public static string Without(string text, Func<string, bool> unwanted) => Rewritten(text, input => unwanted(input) ? null : input);

    /// <param name="text">The text of a dependency file.</param>
    /// <param name="spelled">Gives the new spelling of an input; null: the input is left out.</param>
    public static string Rewritten(string text, Func<string, string?> spelled)
    {
        List<string> kept = [];
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            if (IsInput(line, out string input))
            {
                if (spelled(input) is { } named)
                {
                    kept.Add(named == input ? line : line.Replace(input, named, StringComparison.Ordinal));
                }
                else if (!Continues(line) && kept.Count > 0 && Continues(kept[^1]))
                {
                    kept[^1] = kept[^1].TrimEnd('\\').TrimEnd(' '); // it is the last one now
                }
            }
            else if (!line.EndsWith(':'))
            {
                kept.Add(line.Contains(": ", StringComparison.Ordinal) ? RewrittenWords(line, spelled) : line);
            }
            else if (spelled(line[..^1]) is { } rule)
            {
                kept.Add(rule + ":");
            }
            else
            {
                i += i + 1 < lines.Length && lines[i + 1].Length == 0 ? 1 : 0; // and the empty line behind the rule
            }
        }

        return string.Join('\n', kept);
    }

    /// <summary>Words end at spaces that no backslash stands before.</summary>
    private static string RewrittenWords(string line, Func<string, string?> spelled)
    {
        StringBuilder kept = new();
        for (int at = 0; at < line.Length;)
        {
            int end = at + 1;
            while (end < line.Length && !(line[end] == ' ' && line[end - 1] != '\\'))
            {
                end++;
            }

            string word = line[at..end]; // with the space before it
            string input = word.TrimStart(' ');
            if (spelled(input) is { } named)
            {
                kept.Append(word.AsSpan(0, word.Length - input.Length)).Append(named);
            }

            at = end;
        }

        return kept.ToString();
    }

    private static bool Continues(string line) => line.EndsWith('\\');

    private static bool IsInput(string line, out string input)
    {
        input = line.TrimStart(' ').TrimEnd('\\').TrimEnd(' ');
        return line.StartsWith(' ') && input.Length > 0;
    }
}
