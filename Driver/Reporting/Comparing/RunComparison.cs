using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Comparing;

/// <summary>
/// Two runs, and what changed from one to the other. A partition is the same where its first function is: numbers of partitions move with every edit before
/// them. Differences below 5 ms and a tenth count as none.
/// </summary>
internal sealed class RunComparison
{
    private readonly LogDocument _before;
    private readonly LogDocument _after;

    public RunComparison(LogDocument before, LogDocument after)
    {
        _before = before;
        _after = after;
        Partitions = Match(before.Partitions, after.Partitions);
    }

    /// <summary>All partitions of both: by kind of change, then by the difference, the largest first.</summary>
    public IReadOnlyList<PartitionChange> Partitions { get; }

    /// <summary>Sentences, the most important first.</summary>
    public IEnumerable<string> Summary
    {
        get
        {
            yield return $"wall time {Difference(_before.WallMs, _after.WallMs)}";
            if (Stages().Select(s => (s.Name, By: s.After - s.Before)).MaxBy(s => Math.Abs(s.By)) is { } most && Math.Abs(most.By) >= 1)
            {
                yield return $"most of it in the phase '{most.Name}': {Numbers.Signed(most.By)} ms";
            }

            foreach (string line in Circumstances())
            {
                yield return line;
            }

            yield return "partitions: " + string.Join(", ", Enum.GetValues<ChangeKind>()
                .Select(kind => (Kind: kind, Count: Partitions.Count(p => p.Kind == kind))).Where(k => k.Count > 0)
                .Select(k => $"{Numbers.Whole(k.Count)} {Words(k.Kind)}"));
        }
    }

    public DataTable Totals => new(
        "Totals",
        [new("what"), new("before", true), new("after", true), new("difference", true), new("%", true)],
        [
            .. Figures().Select(f => new[]
            {
                f.Name, Numbers.Tenths(f.Before), Numbers.Tenths(f.After), Numbers.Signed(f.After - f.Before), Share(f.Before, f.After),
            }),
        ]);

    public DataTable StageTable => new(
        "Phases, in milliseconds",
        [new("phase"), new("before", true), new("after", true), new("difference", true)],
        [.. Stages().Select(s => new[] { s.Name, Numbers.Tenths(s.Before), Numbers.Tenths(s.After), Numbers.Signed(s.After - s.Before) })]);

    /// <param name="most">The most rows of each kind.</param>
    public DataTable PartitionTable(int most) => new(
        "Partitions that changed, by processor time in milliseconds",
        [
            new("partition"), new("change"), new("before", true), new("after", true), new("difference", true), new("instructions before", true),
            new("after", true), new("object bytes before", true), new("after", true), new("cache"), new("first function"),
        ],
        [.. Partitions.Where(p => p.Kind != ChangeKind.Same).GroupBy(p => p.Kind).SelectMany(g => g.Take(most)).Select(Row)])
    {
        IsSortable = true,
    };

    public static string Words(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "new",
        ChangeKind.Gone => "gone",
        ChangeKind.Slower => "slower",
        ChangeKind.Faster => "faster",
        ChangeKind.NowCompiled => "compiled now, from the cache before",
        ChangeKind.NowCached => "from the cache now, compiled before",
        ChangeKind.Same => "as before",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static PartitionChange[] Match(IReadOnlyList<LogPartition> before, IReadOnlyList<LogPartition> after)
    {
        Dictionary<string, LogPartition> known = new(StringComparer.Ordinal);
        foreach (LogPartition partition in before)
        {
            known.TryAdd(Key(partition), partition);
        }

        List<PartitionChange> changes = [];
        foreach (LogPartition partition in after)
        {
            changes.Add(new PartitionChange(known.Remove(Key(partition), out LogPartition? same) ? same : null, partition));
        }

        HashSet<LogPartition> matched = [.. changes.Select(c => c.Before).OfType<LogPartition>()];
        changes.AddRange(before.Where(p => !matched.Contains(p)).Select(p => new PartitionChange(p, null)));
        return [.. changes.OrderBy(c => c.Kind).ThenByDescending(c => Math.Abs(c.DifferenceMs)).ThenBy(c => c.Name, StringComparer.Ordinal)];
    }

    /// <summary>A run that took all from the cache does not know functions: there the number is the identity.</summary>
    private static string Key(LogPartition partition) => partition.First.Length > 0 ? "f " + partition.First : "p " + partition.Name;

    private IEnumerable<string> Circumstances()
    {
        if (_before.LtoPar != _after.LtoPar || _before.Llvm != _after.Llvm)
        {
            yield return $"lto-par {_before.LtoPar} with LLVM {_before.Llvm}, then {_after.LtoPar} with {_after.Llvm}";
        }

        if (_before.Machine.Processors != _after.Machine.Processors)
        {
            yield return $"{Numbers.Whole(_before.Machine.Processors)} processors, then {Numbers.Whole(_after.Machine.Processors)}";
        }

        if (_before.Input != _after.Input)
        {
            yield return $"input {_before.Input}, then {_after.Input}";
        }

        string[] gone = [.. _before.Options.Except(_after.Options, StringComparer.Ordinal)];
        string[] added = [.. _after.Options.Except(_before.Options, StringComparer.Ordinal)];
        if (gone.Length + added.Length > 0)
        {
            yield return $"options: {(gone.Length == 0 ? "" : $"without {string.Join(' ', gone)}")}{(gone.Length == 0 || added.Length == 0 ? "" : ", ")}"
                + (added.Length == 0 ? "" : $"with {string.Join(' ', added)}");
        }

        if (_before.Unchanged != _after.Unchanged)
        {
            yield return $"the {(_before.Unchanged ? "first" : "second")} run took all its outputs from the cache";
        }
    }

    private IEnumerable<(string Name, double Before, double After)> Figures()
    {
        yield return ("wall ms", _before.WallMs, _after.WallMs);
        yield return ("processor ms", _before.CpuMs, _after.CpuMs);
        yield return ("peak memory MiB", _before.Machine.PeakRssBytes / 1048576.0, _after.Machine.PeakRssBytes / 1048576.0);
        yield return ("partitions", _before.Partitions.Count, _after.Partitions.Count);
        yield return ("object KiB", _before.Partitions.Sum(p => p.ObjectBytes) / 1024.0, _after.Partitions.Sum(p => p.ObjectBytes) / 1024.0);
        if (_before.Program is { } program && _after.Program is { } other)
        {
            yield return ("functions", program.Functions, other.Functions);
            yield return ("instructions", program.Instructions, other.Instructions);
            yield return ("severed call edges", _before.Cut?.CutEdges ?? 0, _after.Cut?.CutEdges ?? 0);
            yield return ("promoted", _before.Promoted?.Count ?? 0, _after.Promoted?.Count ?? 0);
            yield return ("cloned", _before.Cloned?.Count ?? 0, _after.Cloned?.Count ?? 0);
            yield return ("copied", _before.Copied?.Count ?? 0, _after.Copied?.Count ?? 0);
            yield return ("imported", _before.Imported?.Count ?? 0, _after.Imported?.Count ?? 0);
        }

        if (_before.Cache is not null || _after.Cache is not null)
        {
            yield return ("cache hits", _before.Cache?.Hits ?? 0, _after.Cache?.Hits ?? 0);
        }
    }

    /// <summary>The phases of both, in the order of the later run; those that it has not at the end.</summary>
    private IEnumerable<(string Name, double Before, double After)> Stages() =>
        _after.Stages.Concat(_before.Stages).Select(s => s.Name).Distinct(StringComparer.Ordinal)
            .Select(name => (name, Sum(_before, name), Sum(_after, name)));

    private static double Sum(LogDocument log, string stage) => log.Stages.Where(s => s.Name == stage).Sum(s => s.WallMs);

    private static string Difference(double before, double after) =>
        $"{Numbers.Tenths(before)} ms, then {Numbers.Tenths(after)} ms ({Numbers.Signed(after - before)} ms, {Share(before, after)} %)";

    private static string Share(double before, double after) => before > 0 ? Numbers.Signed((after - before) / before * 100) : "";

    private static string[] Row(PartitionChange change) =>
    [
        change.Name,
        Words(change.Kind),
        change.Before is { } before ? Numbers.Tenths(before.CostMs) : "",
        change.After is { } after ? Numbers.Tenths(after.CostMs) : "",
        Numbers.Signed(change.DifferenceMs),
        change.Before is { } b ? Numbers.Whole(b.Instructions) : "",
        change.After is { } a ? Numbers.Whole(a.Instructions) : "",
        change.Before is { } c ? Numbers.Whole(c.ObjectBytes) : "",
        change.After is { } d ? Numbers.Whole(d.ObjectBytes) : "",
        change.After is { Cache: { } kind } e ? $"{kind}: {e.CacheWhy}" : "",
        change.First,
    ];
}
