using System.Globalization;

namespace LtoPar.Bench.Measurements;

/// <summary>
/// One run of one tool, as scripts/bench/measure.sh records it: a line "program stage tool run wall_s cpu_s rss_kb text_bytes".
/// Times are decimals because they are written again as they were read.
/// </summary>
/// <param name="Run">The round, from 1 on; tools are compared within a round.</param>
internal sealed record Measurement(string Program, string Stage, string Tool, int Run, decimal WallSeconds, decimal CpuSeconds, long RssKb, long TextBytes)
{
    /// <summary>The value in the unit of the column's title.</summary>
    public double Value(Column column) => column switch
    {
        Column.Wall => (double)WallSeconds,
        Column.Cpu => (double)CpuSeconds,
        Column.Rss => RssKb / 1024.0,
        Column.Text => TextBytes / 1000.0,
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <exception cref="FormatException">The line has other fields than these.</exception>
    public static Measurement Parse(string line)
    {
        string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        CultureInfo culture = CultureInfo.InvariantCulture;
        return fields.Length == 8
            && int.TryParse(fields[3], NumberStyles.None, culture, out int run)
            && decimal.TryParse(fields[4], NumberStyles.AllowDecimalPoint, culture, out decimal wall)
            && decimal.TryParse(fields[5], NumberStyles.AllowDecimalPoint, culture, out decimal cpu)
            && long.TryParse(fields[6], NumberStyles.None, culture, out long rss)
            && long.TryParse(fields[7], NumberStyles.None, culture, out long text)
            ? new Measurement(fields[0], fields[1], fields[2], run, wall, cpu, rss, text)
            : throw new FormatException($"expected 'program stage tool run wall_s cpu_s rss_kb text_bytes', not '{line}'");
    }

    public static IReadOnlyList<Measurement> ReadFile(string path) => [.. File.ReadLines(path).Where(l => l.Length > 0).Select(Parse)];
}
