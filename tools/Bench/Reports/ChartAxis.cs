namespace LtoPar.Bench.Reports;

/// <summary>A horizontal axis: which values it shows, and where on the picture they are.</summary>
/// <param name="IsPercent">Values are differences in percent instead of ratios, for what differs little.</param>
internal readonly record struct ChartAxis(bool IsPercent, double Low, double High)
{
    public const int Width = 620;
    private const int Left = 150;
    private const int Right = 70;

    public static int NameEnd => Left - 8;

    public static int ValueEnd => Width - 4;

    /// <summary>The value that means "as the tool compared with".</summary>
    public double One => IsPercent ? 0 : 1;

    /// <summary>Makes an axis for these ratios, with a little room at its ends.</summary>
    public static ChartAxis Of(bool isPercent, IReadOnlyCollection<double> ratios)
    {
        ChartAxis axis = new(isPercent, isPercent ? -0.5 : 0, isPercent ? 0.5 : 1);
        double low = ratios.Select(axis.Scale).Append(axis.Low).Min();
        double high = ratios.Select(axis.Scale).Append(axis.High).Max();
        high += (high - low) * 0.03;
        return new ChartAxis(isPercent, isPercent ? low - ((high - low) * 0.03) : low, high);
    }

    /// <summary>Converts a ratio to the unit of the axis.</summary>
    public double Scale(double ratio) => IsPercent ? (ratio - 1) * 100 : ratio;

    /// <summary>Says where a value of the axis is.</summary>
    public double X(double value) => Left + ((value - Low) / (High - Low) * (Width - Left - Right));

    /// <summary>Lists about five values at round distances (1, 2 or 5 times a power of ten).</summary>
    public IEnumerable<double> Gridlines()
    {
        double step = 0.001;
        for (int i = 1; step < (High - Low) / 5; i++)
        {
            step *= i % 3 == 2 ? 2.5 : 2;
        }

        for (double v = Math.Truncate((Low / step) - 1) * step; v <= High + (step / 100); v += step)
        {
            if (v >= Low - (step / 100))
            {
                yield return v;
            }
        }
    }
}
