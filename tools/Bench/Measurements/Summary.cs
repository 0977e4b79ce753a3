namespace LtoPar.Bench.Measurements;

/// <summary>The median and the range of the rounds' values.</summary>
/// <param name="Count">The number of values; without values the others are 0 and mean nothing.</param>
internal readonly record struct Summary(double Median, double Least, double Most, int Count)
{
    public bool IsEmpty => Count == 0;

    public static Summary Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length == 0
            ? default
            : new Summary(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1], sorted.Length);
    }
}
