using System.CommandLine;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Commands;
using LtoPar.Driver.Help;

namespace LtoPar.Driver.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    public void The_page_has_usage_examples_and_groups(string spelling)
    {
        string page = Command.Check(spelling);
        Assert.All(
            ["Usage:", "Examples:", "Output:", "Cutting and linkage:", "Code generation:", "Running:", "(default 128;", "-O<0|1|2|3|s|z>", "-o, --output=FILE"],
            part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_of_every_command_is_on_its_page()
    {
        MainCommand main = new();
        foreach (System.CommandLine.Command command in main.Subcommands.Prepend<System.CommandLine.Command>(main))
        {
            HelpPage page = ((IHelpTopic)command).Help;
            Option[] listed = [.. page.Groups.SelectMany(g => g.Options)];
            Assert.Equal(listed.Length, listed.Distinct().Count());
            Assert.All(command.Options.Where(o => !o.Hidden), option => Assert.Contains(option, listed));
            Assert.All(listed, option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
        }
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("dump-partitions", "--help")]
    [InlineData("compile", "--help")]
    [InlineData("verify", "--help")]
    public void Lines_fit_a_wide_terminal_and_nothing_trails(params string[] line) =>
        Assert.All(Command.Check(line).Split('\n'), l => Assert.True(l.Length <= 120 && l == l.TrimEnd(), l));
}
