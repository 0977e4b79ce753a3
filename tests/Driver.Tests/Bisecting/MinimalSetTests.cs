using LtoPar.Driver.Bisecting;

namespace LtoPar.Driver.Tests.Bisecting;

/// <summary>A set of switches that work together alone is found, and no more than it.</summary>
public sealed class MinimalSetTests
{
    [Theory]
    [InlineData(64, 7, new[] { 41 })]
    [InlineData(64, 7, new[] { 63 })]
    [InlineData(1, 0, new[] { 0 })]
    [InlineData(100, 14, new[] { 3, 40 })]
    [InlineData(5, 12, new[] { 0, 1, 2, 3, 4 })]
    public void The_set_is_found_in_few_tests(int items, int most, int[] planted)
    {
        int tests = 0;
        IReadOnlyList<int> found = new MinimalSet<int>(on =>
        {
            tests++;
            return planted.All(on.Contains);
        }).Find([.. Enumerable.Range(0, items)]);
        Assert.Equal(planted, found.Order());
        Assert.InRange(tests, 0, most);
    }
}
