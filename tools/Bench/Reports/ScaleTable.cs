using System.Globalization;
using System.Text;

namespace LtoPar.Bench.Reports;

/// <summary>
/// The scale bench: time and memory by the size of the program, the slope of their logarithms (1: in proportion), and each phase's share of the work.
/// The least of the runs stands for a size, since noise only adds.
/// </summary>
internal sealed class ScaleTable
{
    private const int CpuColumn = 1;
    private const int FirstPhase = 3;
    private const int Phases = 7;

    private static readonly (string Title, double Divisor)[] s_columns =
    [
        ("wall s", 1), ("CPU s", 1), ("peak RSS MB", 1024), ("read ms", 1), ("plan ms", 1), ("linkage ms", 1), ("combine ms", 1),
        ("carve ms", 1), ("optimize ms", 1), ("emit ms", 1), ("partitions", 1), ("llc CPU s", 1),
    ];

    private readonly List<int> _sizes = [];

    /// <summary>The least value by size and column, in the unit of the column.</summary>
    private readonly Dictionary<int, double[]> _least = [];

    private ScaleTable(IEnumerable<string> lines)
    {
        foreach (string line in lines.Where(l => l.Length > 0))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            double[] numbers = [.. fields.Select(f => double.Parse(f, NumberStyles.Float, CultureInfo.InvariantCulture))];
            if (numbers.Length != s_columns.Length + 1)
            {
                throw new FormatException($"expected {s_columns.Length + 1} numbers, not '{line}'");
            }

            int size = (int)numbers[0];
            double[] values = [.. s_columns.Select((c, i) => numbers[i + 1] / c.Divisor)];
            if (!_least.TryGetValue(size, out double[]? least))
            {
                _sizes.Add(size);
                least = values;
            }

            _least[size] = [.. least.Zip(values, Math.Min)];
        }
    }

    /// <param name="lines">"functions wall_s cpu_s rss_kb read plan linkage combine carve optimize emit partitions llc_cpu_s", phases in ms.</param>
    /// <param name="bar">The largest slope that CPU time may have.</param>
    /// <exception cref="FormatException">A line has other fields than these.</exception>
    public static (string Text, bool Passed) Print(IEnumerable<string> lines, string what, string bar)
    {
        ScaleTable table = new(lines);
        double limit = double.Parse(bar, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        bool isSloped = table._sizes.Count > 1;
        bool passed = !isSloped || table.Slope(CpuColumn) <= limit;
        StringBuilder text = new();
        text.Append('\n').Append(what).Append("; carve, optimize, emit: summed over workers\n");
        text.Append(Row("functions", table._sizes.Select(s => s.ToString(CultureInfo.InvariantCulture)))).Append(isSloped ? "      slope\n" : "\n");
        for (int c = 0; c < s_columns.Length; c++)
        {
            text.Append(Row(s_columns[c].Title, table._sizes.Select(s => Numbers.Short(table._least[s][c]))));
            text.Append(isSloped ? Cell(Numbers.Fixed(table.Slope(c), 2)) : "");
            text.Append(isSloped && c == CpuColumn ? $" (bar {bar} {(passed ? "ok" : "MISSED")})\n" : "\n");
        }

        text.Append("share of the work, in percent\n");
        for (int c = FirstPhase; c < FirstPhase + Phases; c++)
        {
            text.Append(Row($"  {s_columns[c].Title[..^3]}", table._sizes.Select(s => Numbers.Fixed(table.Share(s, c), 1)))).Append('\n');
        }

        return (text.ToString(), passed);
    }

    private static string Row(string head, IEnumerable<string> cells) => $"{head,-14}{string.Concat(cells.Select(Cell))}";

    private static string Cell(string text) => $" {text,10}";

    private double Share(int size, int column)
    {
        double work = _least[size].Skip(FirstPhase).Take(Phases).Sum();
        return work > 0 ? 100 * _least[size][column] / work : 0;
    }

    /// <summary>The slope of the line through the logarithms, by least squares; 0 where there are not two points.</summary>
    private double Slope(int column)
    {
        (double X, double Y)[] points = [.. _sizes.Where(s => _least[s][column] > 0).Select(s => (Math.Log(s), Math.Log(_least[s][column])))];
        double sx = points.Sum(p => p.X);
        double sy = points.Sum(p => p.Y);
        double denominator = (points.Length * points.Sum(p => p.X * p.X)) - (sx * sx);
        return denominator != 0 ? ((points.Length * points.Sum(p => p.X * p.Y)) - (sx * sy)) / denominator : 0;
    }
}
