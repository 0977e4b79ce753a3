using System.Text.RegularExpressions;
using LtoPar.TestSupport;

namespace LtoPar.Base.Tests.Distribution;

/// <summary>
/// The options of a distributor are those that its parser takes: --help and the manual page have each of them, and no others, and docs/distributed.md each.
/// </summary>
public sealed partial class DistributorManualTests
{
    [Theory]
    [InlineData("Distributors/DistributorArguments.cs", "Distributors/HelpText.cs", "docs/lto-par-distribute.1")]
    [InlineData("Distributors.Reapi/ReapiArguments.cs", "Distributors.Reapi/HelpText.cs", "docs/lto-par-distribute-reapi.1")]
    public void Help_and_manual_have_the_options_of_the_parser(string parser, string help, string manual)
    {
        string[][] taken = [.. Label().Matches(Read(parser)).Select(m => Quoted().Matches(m.Value).Select(q => q.Groups[1].Value).ToArray())];
        Assert.True(taken.Length >= 6, $"{parser} has few options: the test does not read it as it is written");
        string[] spellings = [.. taken.SelectMany(t => t), "-h", "--help"];
        string page = Read(help).Split("Examples:")[0];
        string text = Read(manual).Replace("\\-", "-", StringComparison.Ordinal).Split(".SH EXIT STATUS")[0];
        string options = text.Split(".SH OPTIONS")[1];
        string document = Read("docs/distributed.md");

        Assert.All(taken, t => Assert.True(t.Any(o => Has(page, o)), $"--help lacks {string.Join(" or ", t)}"));
        Assert.All(taken, t => Assert.True(t.Any(o => Has(document, o)), $"docs/distributed.md lacks {string.Join(" or ", t)}"));
        Assert.All(spellings, o => Assert.True(Has(options, o), $"{manual} lacks {o} below OPTIONS"));
        Assert.All(Word().Matches(page).Select(m => m.Value), word => Assert.Contains(word, spellings));
        Assert.All(Word().Matches(options).Select(m => m.Value), word => Assert.Contains(word, spellings));
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    private static bool Has(string text, string option) =>
        Regex.IsMatch(text, $@"(?<![\w-]){Regex.Escape(option)}(?![\w]|-\w)", RegexOptions.None, TimeSpan.FromSeconds(5));

    /// <summary>case "-j" or "--jobs":</summary>
    [GeneratedRegex("""case "-[^:]*:""")]
    private static partial Regex Label();

    [GeneratedRegex("\"(-[^\"]+)\"")]
    private static partial Regex Quoted();

    /// <summary>An option, and not a dash in a word or "-" for a file.</summary>
    [GeneratedRegex(@"(?<![\w-])--?[a-z][a-z-]*(?<!-)")]
    private static partial Regex Word();
}
