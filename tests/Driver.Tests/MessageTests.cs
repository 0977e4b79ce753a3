using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Terminals;

namespace LtoPar.Driver.Tests;

/// <summary>Errors have one form, and a run ends as well when they cannot be written.</summary>
public sealed class MessageTests
{
    [Fact]
    public void Errors_are_plain_unless_somebody_looks() =>
        Assert.Equal("lto-par: error: nothere.bc: no such file\n", Command.Run("nothere.bc").Error);

    [Theory]
    [InlineData("--color=always nothere.bc")]
    [InlineData("--color always nothere.bc")]
    [InlineData("--color=never nothere.bc --color=always")]
    [InlineData("--color=always dump-partitions nothere.bc")]
    [InlineData("dump-partitions nothere.bc --color=always")]
    [InlineData("--bogus --color=always")]
    [InlineData("@/no/such/file --color=always")]
    public void Colour_on_demand_even_for_errors_of_the_command_line(string line) =>
        Assert.StartsWith("lto-par: \u001b[1;31merror:\u001b[0m ", Command.Run(line.Split(' ')).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("--color=always --color=never nothere.bc")]
    [InlineData("--color=auto nothere.bc")]
    [InlineData("-- --color=always")]
    public void No_colour_otherwise(string line) =>
        Assert.StartsWith("lto-par: error: ", Command.Run(line.Split(' ')).Error, StringComparison.Ordinal);

    [Fact]
    public void Colour_is_off_for_what_is_no_terminal()
    {
        using StringWriter writer = new();
        Assert.False(ColorOption.IsOn(When.Auto, writer));
        Assert.True(ColorOption.IsOn(When.Always, writer));
    }

    [Fact]
    public void Every_kind_has_its_word()
    {
        using StringWriter writer = new();
        Messages messages = new(writer, color: false);
        messages.Error("e");
        messages.Warning("w");
        messages.Note("n");
        messages.InternalError("i");
        Assert.Equal("lto-par: error: e\nlto-par: warning: w\nlto-par: note: n\nlto-par: internal error: i\n", writer.ToString());
    }

    [Fact]
    public void A_full_standard_output_is_an_error_and_no_bug()
    {
        using FullWriter output = new("No space left on device");
        using StringWriter error = new();
        Assert.Equal(1, Program.Run(["--help"], output, error));
        Assert.Equal("lto-par: error: <stdout>: cannot be written: No space left on device\n", error.ToString());
    }

    [Fact]
    public void A_closed_pipe_is_quiet()
    {
        using FullWriter output = new("Broken pipe");
        using StringWriter error = new();
        Assert.Equal(1, Program.Run(["--help"], output, error));
        Assert.Equal("", error.ToString());
    }

    [Fact]
    public void A_closed_standard_error_changes_nothing_but_the_words()
    {
        using StringWriter output = new();
        using FullWriter error = new("No space left on device");
        Assert.Equal(1, Program.Run(["--bogus"], output, error));
    }

    [Fact]
    public void A_bug_is_reported_as_one()
    {
        using StringWriter error = new();
        using BrokenWriter output = new();
        Assert.Equal(1, Program.Run(["--help"], output, error));
        Assert.StartsWith("lto-par: internal error: broken on purpose\n   at ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("please report it", error.ToString(), StringComparison.Ordinal);
    }
}
