using System.Globalization;
using System.Text;
using LtoPar.Backend.Partitions;
using LtoPar.Linkage;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Backend.Scheduling;

/// <summary>
/// The costs of partitions in an earlier run of the same program: a line for each, processor time in milliseconds and the name of its first
/// function. Only the order of work comes of it, so a stale file does no harm; a partition that it does not know is predicted by
/// <see cref="CostModel"/>, brought to the scale of the others.
/// </summary>
public sealed class CostHistory
{
    private const string Magic = "lto-par costs 1 ";

    private readonly Dictionary<string, double> _milliseconds;

    private CostHistory(Dictionary<string, double> milliseconds) => _milliseconds = milliseconds;

    public static CostHistory Empty { get; } = new([]);

    /// <param name="path">Need not be there: then it is empty, as it is when it was made with other options.</param>
    /// <exception cref="LtoParException">It is no such file.</exception>
    public static CostHistory Read(string path, CompileOptions options)
    {
        string[] lines = ReadLines(path);
        if (lines is [])
        {
            return Empty;
        }

        if (lines[0] == Header(options))
        {
            return new CostHistory(Parse(path, lines.AsSpan(1)));
        }

        return lines[0].StartsWith(Magic, StringComparison.Ordinal) ? Empty : throw NotOurs(path);
    }

    /// <param name="before">What is known of partitions that this run did not compile; null: nothing.</param>
    public static string ToText(SymbolPlan plan, CompileOptions options, IReadOnlyList<PartitionResult> results, CostHistory? before = null) =>
        string.Concat(results
            .Select(r => (
                Name: NameOf(plan, r.Partition),
                Milliseconds: r.Cost?.TotalMilliseconds ?? before?.Find(plan, r.Partition)))
            .Where(r => r.Name is not null && r.Milliseconds is not null)
            .Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Milliseconds:0.0} {r.Name}\n"))
            .Prepend(Header(options) + "\n"));

    /// <summary>Milliseconds by partition, of this run's machine or of the model's.</summary>
    public IReadOnlyList<double> Predict(SymbolPlan plan, Stage stage)
    {
        double[] model = [.. plan.Partitions.Partitions.Select(p => CostModel.Predict(PartitionExtent.Of(plan, p.Id), stage).Total.TotalMilliseconds)];
        double?[] known = [.. plan.Partitions.Partitions.Select(p => Find(plan, p.Id))];
        double measured = known.Sum() ?? 0;
        double predicted = model.Where((_, i) => known[i] is not null).Sum();
        double scale = measured > 0 && predicted > 0 ? measured / predicted : 1;
        return [.. model.Select((m, i) => known[i] ?? (m * scale))];
    }

    private static string Header(CompileOptions options) => $"{Magic}{options.Stage} {options.Level}";

    private double? Find(SymbolPlan plan, int partition) =>
        NameOf(plan, partition) is { } name && _milliseconds.TryGetValue(name, out double milliseconds) ? milliseconds : null;

    private static string? NameOf(SymbolPlan plan, int partition) =>
        plan.Partitions.Partitions[partition].Symbols.Where(plan.Graph.Symbols.IsFunction).Select(s => plan.Graph.Symbols.Names[s])
            .FirstOrDefault(n => n.Length > 0 && !n.Contains('\n', StringComparison.Ordinal));

    private static string[] ReadLines(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using MappedFile file = MappedFile.Open(path);
        string text = Encoding.UTF8.GetString(file.Bytes(0, checked((int)file.Length)));
        return text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
    }

    private static Dictionary<string, double> Parse(string path, ReadOnlySpan<string> lines)
    {
        Dictionary<string, double> milliseconds = new(StringComparer.Ordinal);
        foreach (string line in lines)
        {
            if (line.Split(' ', 2) is not [var number, var name]
                || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
            {
                throw NotOurs(path);
            }

            milliseconds[name] = value;
        }

        return milliseconds;
    }

    private static LtoParException NotOurs(string path) =>
        new(path, "is no list of costs that lto-par wrote; remove it, or name another file with --cost-history");
}
