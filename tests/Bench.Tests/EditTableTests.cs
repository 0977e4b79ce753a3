using LtoPar.Bench.Edits;

namespace LtoPar.Bench.Tests;

/// <summary>The table of edits: sums of partitions, medians of times over the time without a cache.</summary>
public sealed class EditTableTests
{
    private static readonly string[] s_lines =
    [
        "lua constant 10 1 1 0 0 4.0 1.0 0.8 0.1 3.0 0.6 0.03 0.3",
        "lua constant 10 1 2 1 0 4.0 2.0 1.0 0.2 2.0 0.4 0.04 0.3",
        "lua text 20 2 2 0 0 - - - - - - - -",
    ];

    [Fact]
    public void Excess_is_of_sums_and_shares_are_medians()
    {
        string[] rows = [.. EditTable.Print(s_lines).Split('\n').Select(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        Assert.Equal("lua constant 2 20 2 3 1.500 1 0 0.150 0.375 0.225 0.038 0.200 0.125 0.015", rows[1]);
        Assert.Equal("lua text 1 20 2 2 1.000 0 0 0.100 - - - - - -", rows[2]);
        Assert.Equal("lua all 3 40 4 5 1.250 1 0 0.100 0.375 0.225 0.038 0.200 0.125 0.015", rows[3]);
    }

    [Theory]
    [InlineData("lua text 20 2 2 0 0 - - -")]
    [InlineData("lua text 20 2 2 0 0 - - - - - - - - more")]
    public void What_is_no_line_is_refused(string line) => Assert.Throws<FormatException>(() => EditTable.Print([line]));
}
