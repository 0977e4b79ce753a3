using System.Text.RegularExpressions;

namespace LtoPar.EndToEnd.Tests.Installing;

/// <summary>An indented block of a document: the content of a file, where the line before it is "`NAME`:", and otherwise commands.</summary>
/// <param name="File">The name of the file; null: these are commands.</param>
internal sealed partial record PageBlock(string? File, string Text)
{
    private const string Indent = "    ";

    /// <summary>Reads the blocks of a document, in their order.</summary>
    public static IReadOnlyList<PageBlock> Of(string document)
    {
        List<PageBlock> blocks = [];
        string before = "";
        string[] lines = document.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Indent, StringComparison.Ordinal))
            {
                before = lines[i].Length > 0 ? lines[i] : before;
                continue;
            }

            int end = i;
            for (int next = i; next < lines.Length && (lines[next].Length == 0 || lines[next].StartsWith(Indent, StringComparison.Ordinal)); next++)
            {
                end = lines[next].Length > 0 ? next + 1 : end;
            }

            string text = string.Concat(lines[i..end].Select(line => (line.Length > 0 ? line[Indent.Length..] : "") + "\n"));
            blocks.Add(new PageBlock(FileName().Match(before) is { Success: true } name ? name.Groups[1].Value : null, text));
            i = end - 1;
        }

        return blocks;
    }

    [GeneratedRegex("^`([^` ]+)`:$")]
    private static partial Regex FileName();
}
