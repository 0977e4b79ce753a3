using System.Globalization;
using LtoPar.Bench.Measurements;
using LtoPar.Bench.Reports;

namespace LtoPar.Bench.Tests;

/// <summary>Cases that the sample does not show.</summary>
public sealed class ReportTests
{
    private static readonly Bars s_bars = Bars.Parse(["codegen lto-par serial cpu 1.10 1.04"]);

    private static readonly Facts s_facts = new("2026-01-31T12:00:00Z", "22.1.8", 2, 2, 0.4m, IsCold: true);

    [Fact]
    public void A_bar_that_holds_passes()
    {
        (string text, bool passed) = Table.Print(Groups("p codegen lto-par 1 1 1.07 1 1", "p codegen serial 1 1 1 1 1"), s_bars, 2);
        Assert.Contains("<= 1.10 ok", text, StringComparison.Ordinal);
        Assert.Contains("<= 1.04 MISSED", text, StringComparison.Ordinal);
        Assert.True(passed); // the goal is no bar
    }

    [Fact]
    public void The_serial_part_is_compared_with_that_of_another_build()
    {
        (string text, bool passed) = Table.Print(Groups("p ipo lto-par 1 1 0.9 1 1", "p ipo before 1 1 1.2 1 1"), s_bars, 2);
        Assert.Matches("to lto-par, the build before +1.000.* 0.750", text);
        Assert.True(passed);
    }

    /// <summary>The processor time of a program that is over at once is 0, so there is no ratio to it.</summary>
    [Fact]
    public void A_bar_of_what_could_not_be_measured_is_missed()
    {
        (string text, bool passed) = Table.Print(Groups("p codegen lto-par 1 1 0.01 1 1", "p codegen serial 1 1 0.000 1 1"), s_bars, 2);
        Assert.Contains("<= 1.10 MISSED", text, StringComparison.Ordinal);
        Assert.False(passed);
    }

    [Fact]
    public void Tools_without_the_one_to_compare_with_have_no_panel()
    {
        string page = ChartPage.Print(Groups("p link gcc 1 1 1 1 1"), s_bars, s_facts);
        Assert.DoesNotContain("<figure>", page, StringComparison.Ordinal);
        Assert.Contains("cold page cache", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_text_on_the_page()
    {
        string page = ChartPage.Print(Groups("<b>& link gcc 1 1 1 1 1", "<b>& link lld 1 1 1 1 1"), s_bars, s_facts);
        Assert.Contains("class='program'>&lt;b&gt;&amp;<", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.999, "F", "1.00")]
    [InlineData(12.34, "F", "12.3")]
    [InlineData(123.4, "F", "123")]
    [InlineData(-0.001, "S", "+0.00")]
    [InlineData(-0.1, "S", "-0.10")]
    [InlineData(0.1, "S", "+0.10")]
    [InlineData(-0.0, "G", "0")]
    [InlineData(1.1234567, "G", "1.12346")]
    public void Numbers_are_short(double value, string kind, string text) =>
        Assert.Equal(text, kind == "F" ? Numbers.Short(value) : kind == "S" ? Numbers.Signed(value) : Numbers.General(value));

    [Theory]
    [InlineData("1.90", "0.80", "2", true, "(no processor free: wall says little)")] // the serial run waited for a processor
    [InlineData("1.90", "1.00", "1", true, "(no processor free: wall says little)")]
    [InlineData("2.10", "0.80", "2", false, "wall 2.100 (limit 2)")]
    [InlineData("0.99", "1.00", "2", false, "wall 0.990 (limit 0.95)")]
    public void A_wall_clock_on_a_busy_machine_has_a_limit_of_its_own(string ours, string serialCpu, string cpus, bool passes, string words)
    {
        Measurement[] raw = [Measurement.Parse($"p post-ipo lto-par 1 {ours} 1 1 1000"), Measurement.Parse($"p post-ipo serial 1 1.00 {serialCpu} 1 1000")];
        (string text, bool passed) = SmokeVerdict.Print(raw, "0.95 2 1.5 1.6 1.01", int.Parse(cpus, CultureInfo.InvariantCulture));
        Assert.Equal(passes, passed);
        Assert.Contains(words, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Smaller_code_is_a_difference_too()
    {
        Measurement[] raw = [Measurement.Parse("p post-ipo lto-par 1 0.5 1 1 900"), Measurement.Parse("p post-ipo serial 1 1 1 1 1000")];
        Assert.Equal(("wall 0.500, CPU 1.000, memory 1.000, code size 0.900 (limit 1.01)\n", false), SmokeVerdict.Print(raw, "0.95 2 1.5 1.6 1.01", 2));
        Assert.Throws<FormatException>(() => SmokeVerdict.Print(raw, "0.95 2 1.5", 2));
        Assert.Throws<FormatException>(() => SmokeVerdict.Print(raw[..1], "0.95 2 1.5 1.6 1.01", 2));
    }

    [Fact]
    public void One_size_has_no_slope()
    {
        (string text, bool passed) = ScaleTable.Print(["300 1 1 1024 1 1 1 1 1 1 1 4 1"], "what", "1.05");
        Assert.DoesNotContain("slope", text, StringComparison.Ordinal);
        Assert.True(passed);
        Assert.Throws<FormatException>(() => ScaleTable.Print(["300 1 1"], "what", "1.05"));
    }

    [Fact]
    public void The_least_of_the_runs_stands_for_a_size()
    {
        string[] lines = ["100 1 1 1024 1 1 1 1 1 1 1 4 1", "200 9 9 1024 1 1 1 1 1 1 1 4 1", "200 2 4 1024 1 1 1 1 1 1 1 4 1"];
        (string text, bool passed) = ScaleTable.Print(lines, "what", "1.05");
        Assert.Contains("CPU s                1.00       4.00       2.00 (bar 1.05 MISSED)", text, StringComparison.Ordinal);
        Assert.False(passed);
    }

    private static IReadOnlyList<Group> Groups(params string[] lines) => Group.Of(lines.Select(Measurement.Parse));
}
