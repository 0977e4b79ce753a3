using System.CommandLine;
using System.Text.RegularExpressions;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Commands;
using LtoPar.Driver.Help;
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
    public void The_manuals_are_of_this_version()
    {
        string[] manuals = Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.1");
        Assert.Equal(5, manuals.Length);
        Assert.All(manuals, manual =>
        {
            string title = File.ReadAllText(manual).Split('\n')[0];
            Assert.StartsWith($".TH {Path.GetFileNameWithoutExtension(manual).ToUpperInvariant()} 1 ", title, StringComparison.Ordinal);
            Assert.EndsWith($" \"lto-par {VersionText.Own}\" \"User Commands\"", title, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_command_is_in_the_synopses()
    {
        string synopsis = s_manual.Split(".SH DESCRIPTION")[0];
        string reference = s_reference.Split("INPUT is LLVM bitcode")[0];
        string help = ((IHelpTopic)new MainCommand()).Help.Usage;
        Assert.All(new MainCommand().Subcommands.Where(c => !c.Hidden), command =>
        {
            Assert.Contains($".B lto-par {command.Name}\n", synopsis, StringComparison.Ordinal);
            Assert.Contains($"    lto-par {command.Name} ", reference, StringComparison.Ordinal);
            Assert.Contains($"  lto-par {command.Name} ", help, StringComparison.Ordinal);
        });
        Assert.Equal(Lines(synopsis, ".B lto-par "), Lines(reference, "    lto-par ").Where(word => word[0] is >= 'a' and <= 'z'));

        static IEnumerable<string> Lines(string text, string start) => text.Split('\n')
            .Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line[start.Length..].Split(' ')[0]);
    }

    /// <summary>What the code asks the environment for is in the manual page of some program; LTO_PAR_LINKER is between lto-par's own processes.</summary>
    [Fact]
    public void Every_variable_is_in_a_manual()
    {
        string[] rooms =
        [
            "Backend", "Backend.Merging", "Cache", "Distribution", "Distributors", "Distributors.Reapi", "Driver", "Driver.Plugin", "Llvm", "Platform",
            "RemoteApis",
        ];
        string[] asked = [.. rooms
            .SelectMany(room => Directory.GetFiles(Path.Combine(Repository.Root, room), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Variable().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .Distinct().Where(name => name != "LTO_PAR_LINKER").Order(StringComparer.Ordinal)];
        string[] told = [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.1")
            .SelectMany(manual => VariableInManual().Matches(File.ReadAllText(manual)).Select(m => m.Value)).Distinct().Order(StringComparer.Ordinal)];
        Assert.Contains("LTO_PAR_CACHE_DIR", asked);
        Assert.Equal(asked, told);
    }

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

    [GeneratedRegex("\"(LTO_PAR[A-Z_]*)\"")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\bLTO_PAR[A-Z_]*\b")]
    private static partial Regex VariableInManual();

    [GeneratedRegex(@"[A-Z][\w./]*\.cs\b")]
    private static partial Regex SourceFile();
}
