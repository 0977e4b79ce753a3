using System.Text;
using System.Text.RegularExpressions;

namespace LtoPar.Bench.Edits;

/// <summary>A hunk of a unified diff as a patch of its own: one change that people have made to a program.</summary>
/// <param name="File">The file's path without the diff's first folder.</param>
/// <param name="Text">The patch.</param>
internal sealed partial record PatchHunk(string File, string Text)
{
    /// <param name="lines">A unified diff, or several, one behind another; what is no part of one is left out.</param>
    /// <param name="reversed">Whether the hunks are to take their changes back.</param>
    public static IReadOnlyList<PatchHunk> Of(IEnumerable<string> lines, bool reversed)
    {
        List<PatchHunk> hunks = [];
        StringBuilder text = new();
        string file = "";
        int before = 0, after = 0;
        foreach (string line in lines)
        {
            if (before > 0 || after > 0)
            {
                before -= line.StartsWith('+') || line.StartsWith('\\') ? 0 : 1;
                after -= line.StartsWith('-') || line.StartsWith('\\') ? 0 : 1;
                text.Append(reversed ? Reversed(line) : line).Append('\n');
                if (before <= 0 && after <= 0)
                {
                    hunks.Add(new PatchHunk(file, text.ToString()));
                }
            }
            else if (line.StartsWith("+++ ", StringComparison.Ordinal))
            {
                string path = line[4..].Split('\t')[0].Trim();
                file = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];
            }
            else if (Header().Match(line) is { Success: true } header)
            {
                (before, after) = (Count(header.Groups["before"]), Count(header.Groups["after"]));
                text.Clear().Append($"--- a/{file}\n+++ b/{file}\n");
                text.Append(reversed ? Header().Replace(line, "@@ -${new} +${old} @@") : line).Append('\n');
            }
        }

        return hunks;
    }

    private static string Reversed(string line) => line.Length == 0 ? line : line[0] switch
    {
        '+' => "-" + line[1..],
        '-' => "+" + line[1..],
        _ => line,
    };

    private static int Count(Group group) => group.Success ? int.Parse(group.Value, System.Globalization.CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex(@"^@@ -(?<old>[0-9]+(?:,(?<before>[0-9]+))?) \+(?<new>[0-9]+(?:,(?<after>[0-9]+))?) @@", RegexOptions.ExplicitCapture)]
    private static partial Regex Header();
}
