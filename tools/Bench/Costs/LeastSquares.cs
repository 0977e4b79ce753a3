namespace LtoPar.Bench.Costs;

/// <summary>Weighted linear least squares by the normal equations and Gauss-Jordan elimination, for a handful of unknowns.</summary>
internal static class LeastSquares
{
    /// <summary>Relative to what the pivot was before the elimination: below this nothing but rounding is left of it.</summary>
    private const double Negligible = 1e-12;

    /// <param name="rows">The factors of the unknowns, the measured value, and the weight of its squared error.</param>
    /// <exception cref="FormatException">The rows do not determine the unknowns.</exception>
    public static double[] Solve(int unknowns, IReadOnlyCollection<(double[] Factors, double Value, double Weight)> rows)
    {
        double[,] m = new double[unknowns, unknowns + 1];
        foreach ((double[] factors, double value, double weight) in rows)
        {
            for (int i = 0; i < unknowns; i++)
            {
                for (int j = 0; j < unknowns; j++)
                {
                    m[i, j] += weight * factors[i] * factors[j];
                }

                m[i, unknowns] += weight * factors[i] * value;
            }
        }

        double[] before = [.. Enumerable.Range(0, unknowns).Select(i => m[i, i])];
        for (int i = 0; i < unknowns; i++)
        {
            // The matrix is positive definite or singular: pivots need no search.
            if (!(m[i, i] > before[i] * Negligible))
            {
                throw new FormatException("the measurements do not determine the costs: measure programs and partitions of different sizes");
            }

            for (int r = 0; r < unknowns; r++)
            {
                double factor = m[r, i] / m[i, i];
                for (int j = i; r != i && j <= unknowns; j++)
                {
                    m[r, j] -= factor * m[i, j];
                }
            }
        }

        return [.. Enumerable.Range(0, unknowns).Select(i => m[i, unknowns] / m[i, i])];
    }
}
