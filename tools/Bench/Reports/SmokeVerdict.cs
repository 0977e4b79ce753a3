using System.Globalization;
using LtoPar.Bench.Measurements;

namespace LtoPar.Bench.Reports;

/// <summary>
/// The smoke bench: the ratio of lto-par's best run to the serial tools' best, by column, with limits. The size has one value, and it may differ
/// either way. Where others leave no processor free, running side by side gains nothing, and the wall clock has a limit of its own.
/// </summary>
internal static class SmokeVerdict
{
    /// <summary>The share of a processor below which a serial run was not alone on it.</summary>
    private const decimal FreeShare = 0.9m;

    /// <param name="limits">"wall busy-wall cpu rss text": ratios.</param>
    /// <exception cref="FormatException">There are not five limits, or a tool was not measured.</exception>
    public static (string Text, bool Passed) Print(IReadOnlyList<Measurement> measurements, string limits, int cpus)
    {
        string[] given = limits.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (given.Length != 5)
        {
            throw new FormatException($"expected five limits, wall, wall on a busy machine, cpu, rss and text, not '{limits}'");
        }

        Measurement[] ours = [.. measurements.Where(m => m.Tool == "lto-par")];
        Measurement[] serial = [.. measurements.Where(m => m.Tool == "serial")];
        if (ours.Length == 0 || serial.Length == 0)
        {
            throw new FormatException("lto-par or the serial tools were not measured");
        }

        bool isBusy = cpus < 2 || serial.Max(m => m.WallSeconds > 0 ? m.CpuSeconds / m.WallSeconds : 0) < FreeShare;
        List<string> words = [];
        bool passed = true;
        foreach ((Column column, string name, string limit) in new[]
        {
            (Column.Wall, "wall", given[isBusy ? 1 : 0]), (Column.Cpu, "CPU", given[2]), (Column.Rss, "memory", given[3]), (Column.Text, "code size", given[4]),
        })
        {
            double ratio = ours.Min(m => m.Value(column)) / serial.Min(m => m.Value(column));
            double most = double.Parse(limit, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            bool holds = ratio <= most && (column != Column.Text || ratio >= 2 - most);
            passed &= holds;
            words.Add($"{name} {Numbers.Fixed(ratio, 3)}{(holds ? "" : $" (limit {limit})")}");
        }

        return ($"{string.Join(", ", words)}{(isBusy ? " (no processor free: wall says little)" : "")}\n", passed);
    }
}
