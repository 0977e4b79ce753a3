using LtoPar.Bench.Measurements;

namespace LtoPar.Bench.Tests;

/// <summary>Raw lines, and what is reckoned of them.</summary>
public sealed class MeasurementTests
{
    [Fact]
    public void Times_are_written_as_they_were_read()
    {
        Measurement m = Measurement.Parse("lua codegen serial 3 0.340 1.20 2048 255900");
        Assert.Equal("0.340 1.20", FormattableString.Invariant($"{m.WallSeconds} {m.CpuSeconds}"));
        Assert.Equal([0.34, 1.2, 2, 255.9], Columns.All.Select(m.Value));
    }

    [Theory]
    [InlineData("lua codegen serial 1 0.3 0.3 2048")]
    [InlineData("lua codegen serial one 0.3 0.3 2048 1")]
    [InlineData("lua codegen serial 1 0,3 0.3 2048 1")]
    public void Other_lines_are_refused(string line) =>
        Assert.Contains(line, Assert.Throws<FormatException>(() => Measurement.Parse(line)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(new double[] { 3, 1, 2 }, 2, 1, 3)]
    [InlineData(new double[] { 4, 1, 2, 3 }, 2.5, 1, 4)]
    [InlineData(new double[] { 7 }, 7, 7, 7)]
    public void A_summary_is_the_median_and_the_range(double[] values, double median, double least, double most) =>
        Assert.Equal(new Summary(median, least, most, values.Length), Summary.Of(values));

    [Fact]
    public void Ratios_are_taken_within_a_round()
    {
        Group group = GroupOf("p link a 1 1 1 1 1", "p link lld 1 2 1 1 1", "p link a 2 3 1 1 1", "p link lld 2 2 1 1 1", "p link a 3 9 1 1 1");
        Assert.Equal(new Summary(1, 0.5, 1.5, 2), group.Ratios("a", "lld", Column.Wall));
        Assert.Equal(new Summary(3, 1, 9, 3), group.Values("a", Column.Wall));
        Assert.True(group.Ratios("a", "thin", Column.Wall).IsEmpty);
    }

    /// <summary>A round that is not counted is run 0.</summary>
    [Fact]
    public void Run_zero_does_not_count() =>
        Assert.Equal(new Summary(2, 2, 2, 1), GroupOf("p run lld 0 9 1 1 1", "p run lld 1 2 1 1 1").Values("lld", Column.Wall));

    [Theory]
    [InlineData("0.56", 0.56, true, "<= 0.56")]
    [InlineData("0.56", 0.561, false, "<= 0.56")]
    [InlineData("0.5%", 0.995, true, "within 0.5 %")]
    [InlineData("0.5%", 0.994, false, "within 0.5 %")]
    [InlineData("0.5%", 1.006, false, "within 0.5 %")]
    public void A_limit_is_a_ratio_or_a_distance(string text, double ratio, bool holds, string words)
    {
        Limit limit = new(text);
        Assert.Equal((holds, words), (limit.IsMetBy(Summary.Of([ratio])), limit.ToString()));
        Assert.False(limit.IsMetBy(Summary.Of([])));
    }

    [Fact]
    public void Bars_are_lines_of_six_fields()
    {
        Bars bars = Bars.Parse(["# stage tool", "", "link a lld text 0.5% 0.3%", "link a thin wall 1.00 0.95", "link a lld wall 0.80 0.75"]);
        Assert.Equal(["lld", "thin"], bars.AgainstOf("link", "a"));
        Assert.Equal(("<= 1.00", "<= 0.95"), (bars.Bar("link", "a", "thin", Column.Wall)?.ToString(), bars.Goal("link", "a", "thin", Column.Wall)?.ToString()));
        Assert.Null(bars.Bar("link", "a", "thin", Column.Cpu));
        Assert.Throws<FormatException>(() => Bars.Parse(["link a lld text 0.5%"]));
        Assert.Throws<FormatException>(() => Bars.Parse(["link a lld size 1 1"]));
        Assert.Throws<FormatException>(() => Bars.Parse(["link a lld text small 1"]));
    }

    internal static Group GroupOf(params string[] lines) => Assert.Single(Group.Of(lines.Select(Measurement.Parse)));
}
