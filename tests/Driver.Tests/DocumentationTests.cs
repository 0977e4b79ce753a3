using System.CommandLine;
using System.Text.RegularExpressions;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Commands;
using LtoPar.TestSupport;

namespace LtoPar.Driver.Tests;

/// <summary>The reference and the manual page know every option, and no others.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string s_reference = File.ReadAllText(Path.Combine(Repository.Root, "docs/cli.md"));
    private static readonly string s_manual = File.ReadAllText(Path.Combine(Repository.Root, "docs/lto-par.1")).Replace("\\-", "-", StringComparison.Ordinal);

    [Fact]
    public void Every_option_is_in_the_reference_and_in_the_manual()
    {
        foreach (string name in Options().Select(o => o.Name).Distinct())
        {
            Assert.True(HasWord(s_reference, name), $"{name} is not in docs/cli.md");
            Assert.True(HasWord(s_manual, name), $"{name} is not in docs/lto-par.1");
        }
    }

    [Fact]
    public void The_documents_name_no_option_that_is_not_there()
    {
        string[] spellings = [.. Options().SelectMany(o => o.Aliases.Prepend(o.Name))];
        foreach (string text in new[] { s_reference, s_manual })
        {
            Assert.All(LongOption().Matches(text).Select(m => m.Value), word => Assert.Contains(word, spellings));
        }
    }

    [Fact]
    public void The_manual_is_of_this_version() =>
        Assert.EndsWith($" \"lto-par {VersionText.Own}\" \"User Commands\"", s_manual.Split('\n')[0], StringComparison.Ordinal);

    /// <summary>A file that moves takes its mentions in the documents along; a name without its folder counts as well.</summary>
    [Fact]
    public void The_documents_name_files_that_are_there()
    {
        string root = Repository.Root;
        string[] sources = [.. Directory.GetDirectories(root)
            .Where(folder => Path.GetFileName(folder) is not ("out" or ".git"))
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(file => "/" + Path.GetRelativePath(root, file))];
        string[] documents = [Path.Combine(root, "CONTRIBUTING.md"), .. Directory.GetFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories)];
        Assert.All(documents, document => Assert.All(
            SourceFile().Matches(File.ReadAllText(document)).Select(m => "/" + m.Value),
            name => Assert.Contains(sources, source => source.EndsWith(name, StringComparison.Ordinal))));
    }

    private static IEnumerable<Option> Options()
    {
        MainCommand command = new();
        return command.Options.Concat(command.Subcommands.SelectMany(c => c.Options)).Where(o => !o.Hidden);
    }

    /// <summary>The whole word: --partition is not documented by --partitions.</summary>
    private static bool HasWord(string text, string word) =>
        Regex.IsMatch(text, $@"(?<![\w-]){Regex.Escape(word)}(?![\w]|-\w)", RegexOptions.None, TimeSpan.FromSeconds(5));

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]*[a-z]")]
    private static partial Regex LongOption();

    [GeneratedRegex(@"[A-Z][\w./]*\.cs\b")]
    private static partial Regex SourceFile();
}
