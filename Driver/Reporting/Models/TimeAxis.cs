namespace LtoPar.Driver.Reporting.Models;

/// <summary>Round moments on an axis of time.</summary>
internal static class TimeAxis
{
    private const int MostTicks = 10;

    /// <returns>The moments in milliseconds, from 0: 1, 2 or 5 times a power of ten apart.</returns>
    public static IReadOnlyList<double> Ticks(double lengthMs)
    {
        if (!(lengthMs > 0))
        {
            return [0];
        }

        double step = Math.Pow(10, Math.Floor(Math.Log10(lengthMs / MostTicks)));
        step *= new[] { 1, 2, 5, 10 }.First(factor => lengthMs / (step * factor) <= MostTicks || factor == 10);
        return [.. Enumerable.Range(0, (int)(lengthMs / step) + 1).Select(i => i * step)];
    }
}
