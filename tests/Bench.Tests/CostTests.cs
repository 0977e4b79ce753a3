using LtoPar.Bench.Costs;

namespace LtoPar.Bench.Tests;

/// <summary>Least squares.</summary>
public sealed class CostTests
{
    [Fact]
    public void A_plane_is_found_whatever_the_weights()
    {
        (double[] Factors, double Value, double Weight)[] rows =
        [
            .. from x in Enumerable.Range(0, 5)
               from y in Enumerable.Range(0, 4)
               select (new double[] { 1, x, y }, 3 + (0.5 * x) - (2 * y), 1.0 / (1 + x + y)),
        ];
        Assert.Equal([3, 0.5, -2], LeastSquares.Solve(3, rows).Select(c => Math.Round(c, 9)));
    }

    [Fact]
    public void A_heavier_row_pulls_more() =>
        Assert.Equal([3.0], LeastSquares.Solve(1, [([1.0], 1.0, 1.0), ([1.0], 5.0, 1.0), ([1.0], 3.0, 5.0)]));

    /// <summary>One program has one number of symbols: its cost cannot be told from the constant.</summary>
    [Fact]
    public void Rows_that_do_not_tell_costs_apart_are_refused() =>
        Assert.Throws<FormatException>(() => LeastSquares.Solve(3, [.. Enumerable.Range(1, 9).Select(i => (new double[] { 1, i, 1258 }, 2.0 * i, 1.0 / i))]));
}
