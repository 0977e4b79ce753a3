using System.CommandLine;
using System.Text.RegularExpressions;
using LtoPar.Driver.Commands;

namespace LtoPar.Driver.Tests.Completions;

/// <summary>Each shell's completions have the commands and options that the parser has, at the command that takes them, and no others.</summary>
public sealed class CompletionScriptTests
{
    private static readonly MainCommand s_main = new();

    public static TheoryData<string> Shells => ["bash", "zsh", "fish"];

    [Theory]
    [MemberData(nameof(Shells))]
    public void Every_option_is_there_at_its_command(string shell)
    {
        string script = Command.Check("completions", shell);
        foreach (System.CommandLine.Command command in Commands())
        {
            SortedSet<string> offered = Offered(shell, script, command);
            Assert.True(offered.SetEquals(Spellings(command)), $"{command.Name}: {string.Join(' ', offered.Except(Spellings(command)))}"
                + $" are offered and not there, {string.Join(' ', Spellings(command).Except(offered))} are there and not offered");
        }
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void Hidden_commands_and_options_are_not_there(string shell)
    {
        string script = Command.Check("completions", shell);
        Assert.DoesNotContain("compile-worker", script, StringComparison.Ordinal);
        Assert.DoesNotContain("input-name", script, StringComparison.Ordinal);
        Assert.All(s_main.Subcommands.Where(c => !c.Hidden), c => Assert.Contains(c.Name, script, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("completions: say bash, zsh or fish")]
    [InlineData("completions: there are none for 'tcsh'; say bash, zsh or fish", "tcsh")]
    [InlineData("completions: there are none for 'bash zsh'", "bash", "zsh")]
    public void Other_shells_are_refused(string message, params string[] words)
    {
        CommandResult outcome = Command.Run(["completions", .. words]);
        Assert.Equal((1, ""), (outcome.Status, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<System.CommandLine.Command> Commands() => s_main.Subcommands.Where(c => !c.Hidden).Prepend(s_main);

    /// <summary>Spells the options of a command as the parser takes them; of -O2 the letter.</summary>
    private static SortedSet<string> Spellings(System.CommandLine.Command command)
    {
        IEnumerable<Option> options = command.Options.Concat(s_main.Options.Where(o => o.Recursive)).Where(o => !o.Hidden);
        return new(options.SelectMany(o => o.Aliases.Prepend(o.Name)), StringComparer.Ordinal);
    }

    /// <summary>Reads the spellings of the options that a script offers behind a command.</summary>
    private static SortedSet<string> Offered(string shell, string script, System.CommandLine.Command command) =>
        new(shell == "fish" ? OfferedByFish(script, command) : OfferedBySection(shell, script, command), StringComparer.Ordinal);

    private static IEnumerable<string> OfferedBySection(string shell, string script, System.CommandLine.Command command)
    {
        string name = ReferenceEquals(command, s_main) ? "*" : command.Name;
        string section = Match(script, $@"\n        {Regex.Escape(name)}\)\n((?:.*\n)*?)            (\) )?;;\n")[0].Groups[1].Value;
        IEnumerable<string> words = shell == "bash"
            ? Match(section, "options='([^']*)'")[0].Groups[1].Value.Split(' ').Select(w => w.TrimEnd('='))
            : Match(section, @"^ +'(?:\([^)]*\))?(-[^\[=+]*?)(?:-|=|\+)?\[").Select(m => m.Groups[1].Value);
        return words.Select(w => Regex.IsMatch(w, "^-O.$") ? "-O" : w);
    }

    private static IEnumerable<string> OfferedByFish(string script, System.CommandLine.Command command)
    {
        string condition = ReferenceEquals(command, s_main) ? "not __lto_par_command [^']*" : "__lto_par_command " + Regex.Escape(command.Name);
        return from line in Match(script, $"^complete -c lto-par -n '{condition}'(.*) -d '.*'$")
               from option in Match(line.Groups[1].Value, " -([lso]) '([^']+)'")
               select (option.Groups[1].Value == "l" ? "--" : "-") + option.Groups[2].Value;
    }

    private static MatchCollection Match(string text, string pattern) =>
        Regex.Matches(text, pattern, RegexOptions.Multiline, TimeSpan.FromSeconds(5));
}
