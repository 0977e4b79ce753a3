namespace LtoPar.Bench.Measurements;

/// <summary>scripts/bench/bars.txt: lines "stage tool against column bar goal". The bar is required, the goal is where lto-par wants to be.</summary>
internal sealed class Bars
{
    private readonly Dictionary<(string Stage, string Tool, string Against, Column Column), (Limit Bar, Limit Goal)> _limits = [];
    private readonly List<(string Stage, string Tool, string Against)> _pairs = [];

    /// <exception cref="FormatException">A line has other fields than these.</exception>
    public static Bars Parse(IEnumerable<string> lines)
    {
        Bars bars = new();
        foreach (string line in lines.Where(l => l.Length > 0 && l[0] != '#'))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length != 6)
            {
                throw new FormatException($"expected 'stage tool against column bar goal', not '{line}'");
            }

            bars._limits[(fields[0], fields[1], fields[2], Columns.Named(fields[3]))] = (new Limit(fields[4]), new Limit(fields[5]));
            if (!bars._pairs.Contains((fields[0], fields[1], fields[2])))
            {
                bars._pairs.Add((fields[0], fields[1], fields[2]));
            }
        }

        return bars;
    }

    /// <summary>The tools that a tool is compared with, in the order of the file.</summary>
    public IEnumerable<string> AgainstOf(string stage, string tool) => _pairs.Where(p => p.Stage == stage && p.Tool == tool).Select(p => p.Against);

    public Limit? Bar(string stage, string tool, string against, Column column) =>
        _limits.TryGetValue((stage, tool, against, column), out (Limit Bar, Limit Goal) limits) ? limits.Bar : null;

    public Limit? Goal(string stage, string tool, string against, Column column) =>
        _limits.TryGetValue((stage, tool, against, column), out (Limit Bar, Limit Goal) limits) ? limits.Goal : null;
}
