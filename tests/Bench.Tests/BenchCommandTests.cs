namespace LtoPar.Bench.Tests;

/// <summary>Each command makes of raw results what it always made.</summary>
public sealed class BenchCommandTests
{
    [Fact]
    public void A_report_is_a_table_and_raw_numbers_and_charts()
    {
        string json = Path.GetTempFileName();
        string html = Path.GetTempFileName();
        try
        {
            (string text, bool passed) = Commands.Run(
            [
                "report", SampleFiles.File("report.raw"), "--bars", SampleFiles.File("bars.txt"), "--date", "2026-01-31T12:00:00Z", "--llvm",
                "22.1.8", "--cpus", "2",
                "--jobs", "2", "--load", "0.40", "--page-cache", "warm", "--json", json, "--html", html,
            ]);
            Assert.Equal(SampleFiles.Text("report.txt"), text);
            Assert.False(passed); // bars are missed in it
            Assert.Equal(SampleFiles.Text("report.json"), File.ReadAllText(json));
            Assert.Equal(SampleFiles.Text("report.html"), File.ReadAllText(html));
        }
        finally
        {
            File.Delete(json);
            File.Delete(html);
        }
    }

    [Fact]
    public void The_smoke_bench_says_ratios() =>
        Prints("smoke.txt", true, "smoke", SampleFiles.File("smoke.raw"), "--limits", "0.95 2 1.5 1.6 1.01", "--cpus", "2");

    [Theory]
    [InlineData("1.05", true)]
    [InlineData("1.01", false)]
    public void The_scale_bench_says_slopes(string bar, bool passed)
    {
        (string text, bool actual) = Commands.Run(["scale", SampleFiles.File("scale.raw"), "--what", "--stage=codegen -O2", "--bar", bar]);
        Assert.Equal(passed, actual);
        Assert.Equal(SampleFiles.Text("scale.txt").Replace("(bar 1.05 ok)", $"(bar {bar} {(passed ? "ok" : "MISSED")})", StringComparison.Ordinal), text);
    }

    [Fact]
    public void Phases_are_a_line() => Prints("phases.txt", true, "phases", SampleFiles.File("fit/codegen/lua.8192.json"));

    [Fact]
    public void Planning_has_bars() => Prints("planning.txt", true, "planning", SampleFiles.File("planning.raw"), "--seconds", "5", "--bytes", "2147483648");

    [Theory]
    [InlineData("3.7", "2147483648", "bar 3.7 s MISSED")]
    [InlineData("5", "1048576", "(bar 1 MB MISSED)")]
    public void Planning_misses_bars(string seconds, string bytes, string words)
    {
        (string text, bool passed) = Commands.Run(["planning", SampleFiles.File("planning.raw"), "--seconds", seconds, "--bytes", bytes]);
        Assert.False(passed);
        Assert.Contains(words, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Costs_are_fitted() => Prints("fit.txt", true, "fit", SampleFiles.File("fit"));

    [Fact]
    public void A_size_is_compared_with_one_partition() => Prints("tune.txt", true, "tune", SampleFiles.File("tune"), "lua", "codegen", "auto");

    [Theory]
    [InlineData("unknown command 'chart'", "chart")]
    [InlineData("--limits is needed", "smoke", "RAW")]
    [InlineData("an operand is missing", "fit")]
    [InlineData("--bar needs a value", "scale", "RAW", "--what", "x", "--bar")]
    [InlineData("--cpus needs a number, not 'two'", "smoke", "RAW", "--limits", "1 1 1 1 1", "--cpus", "two")]
    public void A_wrong_command_line_is_said(string message, params string[] words)
    {
        string[] arguments = [.. words.Select(w => w == "RAW" ? SampleFiles.File("smoke.raw") : w)];
        Assert.Contains(message, Assert.Throws<FormatException>(() => Commands.Run(arguments)).Message, StringComparison.Ordinal);
    }

    private static void Prints(string sample, bool passed, params string[] words)
    {
        (string text, bool actual) = Commands.Run(words);
        Assert.Equal(SampleFiles.Text(sample), text);
        Assert.Equal(passed, actual);
    }
}
