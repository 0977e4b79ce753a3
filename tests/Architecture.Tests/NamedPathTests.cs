using System.Text.RegularExpressions;

namespace LtoPar.Architecture.Tests;

/// <summary>
/// Documents and comments name files by their path from the root of the tree: what moves takes its mentions along. NAME, SEED and ROOM stand for any; names of
/// sources without a folder are for DocumentationTests.
/// </summary>
public partial class NamedPathTests
{
    private static readonly string[] s_folders = [.. Directory.GetDirectories(House.Root).Select(f => Path.GetFileName(f)!).Except(["out", ".git"])];

    [Fact]
    public void Documents_name_what_is_there() =>
        Assert.Empty(Files("*.md").Append(Path.Combine(House.Root, "docs/lto-par.1")).SelectMany(f => Missing(f, File.ReadAllText(f))));

    [Fact]
    public void Comments_name_what_is_there() =>
        Assert.Empty(Files("*.cs").Concat(Files("*.sh")).SelectMany(f => Missing(f, Comments(File.ReadAllLines(f)))));

    [Fact]
    public void Links_of_documents_lead_somewhere() =>
        Assert.Empty(
            from file in Files("*.md")
            from Match link in Link().Matches(File.ReadAllText(file))
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, link.Groups[1].Value))
            select $"{file}: {link.Groups[1].Value}");

    [Fact]
    public void Paths_are_found_in_text()
    {
        Assert.Equal(["docs/nothere.md"], Missing("x", "see docs/nothere.md, and docs/DESIGN.md.").Select(m => m.Split(' ')[1]));
        Assert.Equal(["tests/Nowhere/"], Missing("x", "`tests/Nowhere/`, tests/traps/fuzz_SEED.ll or out/bin/x").Select(m => m.Split(' ')[1]));
        Assert.Equal("# one\n/// two", Comments(["# one", "code(); // not looked at", "  /// two"]).Replace("  ", "", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Missing(string file, string text) =>
        from Match match in Named().Matches(text)
        let path = match.Value.TrimEnd('.')
        where s_folders.Contains(path.Split('/')[0]) && !Placeholder().IsMatch(path) && !Path.Exists(Path.Combine(House.Root, path))
        select $"{Path.GetRelativePath(House.Root, file)}: {path}";

    private static string Comments(string[] lines) =>
        string.Join('\n', lines.Where(l => l.TrimStart() is var line && (line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith('#'))));

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(House.Root, pattern)
            .Concat(s_folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(House.Root, f), pattern, SearchOption.AllDirectories)));

    [GeneratedRegex(@"(?<![\w/.${}*-])[\w.]+(/[\w.+-]+)+/?(?![\w*$%{<-])")]
    private static partial Regex Named();

    [GeneratedRegex("NAME|SEED|ROOM")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Link();
}
