using System.Text.RegularExpressions;

namespace LtoPar.TestSupport;

/// <summary>An HTML file as a report should be: says what a browser would have to guess, and what a reader without eyes or hands would miss.</summary>
public static partial class HtmlText
{
    private static readonly string[] s_void = ["meta", "input", "link", "br", "hr", "img"];
    private static readonly string[] s_foreign = ["rect", "line", "circle", "polyline"];

    /// <returns>What is wrong, one line each; empty: nothing is.</returns>
    public static IReadOnlyList<string> Problems(string page)
    {
        List<string> problems = [];
        if (!page.StartsWith("<!DOCTYPE html>\n", StringComparison.Ordinal))
        {
            problems.Add("does not begin with the document type");
        }

        string markup = RawText().Replace(page, match => $"<{match.Groups[1].Value}></{match.Groups[1].Value}>");
        Stack<string> open = new();
        HashSet<string> identities = new(StringComparer.Ordinal);
        int level = 0;
        foreach (Match tag in Tag().Matches(markup))
        {
            string name = tag.Groups["name"].Value;
            if (tag.Groups["close"].Length > 0)
            {
                if (!open.TryPop(out string? opened) || opened != name)
                {
                    problems.Add($"</{name}> closes <{opened}>");
                }

                continue;
            }

            if (!s_void.Contains(name) && !(s_foreign.Contains(name) && tag.Value.EndsWith("/>", StringComparison.Ordinal)))
            {
                open.Push(name);
            }

            if (Attribute(tag.Value, "id") is { } id && !identities.Add(id))
            {
                problems.Add($"two have the identity {id}");
            }

            if (name is ['h', >= '1' and <= '6'])
            {
                if (name[1] - '0' > level + 1)
                {
                    problems.Add($"{name} follows h{level}");
                }

                level = name[1] - '0';
            }

            if (Attribute(tag.Value, "role") == "img" && Attribute(tag.Value, "aria-label") is null or "")
            {
                problems.Add($"a picture has no name: {tag.Value}");
            }
        }

        problems.AddRange(open.Select(name => $"<{name}> is not closed"));
        problems.AddRange(Tag().Matches(markup).SelectMany(t => new[] { Attribute(t.Value, "aria-labelledby"), Attribute(t.Value, "href")?.TrimStart('#') })
            .OfType<string>().Where(id => !identities.Contains(id)).Distinct().Select(id => $"nothing has the identity {id}"));
        problems.AddRange(Loaded().Matches(markup).Select(m => $"loads {m.Value}"));
        string between = Tag().Replace(markup["<!DOCTYPE html>".Length..], "");
        problems.AddRange(Loose().Matches(between).Select(m => $"loose '{m.Value}'"));
        return problems;
    }

    /// <summary>The text of the page without tags, entities resolved.</summary>
    public static string TextOf(string page) => System.Net.WebUtility.HtmlDecode(Tag().Replace(RawText().Replace(page, ""), "\n"));

    private static string? Attribute(string tag, string name)
    {
        string start = $" {name}=\"";
        int at = tag.IndexOf(start, StringComparison.Ordinal);
        return at < 0 ? null : tag[(at + start.Length)..tag.IndexOf('"', at + start.Length)];
    }

    [GeneratedRegex("""<(?<close>/?)(?<name>[a-z][a-z0-9]*)(?:\s+[a-zA-Z][a-zA-Z0-9-]*(?:="[^"<]*")?)*\s*/?>""")]
    private static partial Regex Tag();

    /// <summary>What is between the tags of scripts and styles is no markup, and ends at the first end tag.</summary>
    [GeneratedRegex("<(script|style)>.*?</(?:script|style)>", RegexOptions.Singleline)]
    private static partial Regex RawText();

    [GeneratedRegex("""\b(?:src|srcset|data|action|href)="(?!#)[^"]*"|url\([^)]*\)|@import""")]
    private static partial Regex Loaded();

    [GeneratedRegex("[<>]|&(?![a-z]+;|#[0-9]+;)")]
    private static partial Regex Loose();
}
