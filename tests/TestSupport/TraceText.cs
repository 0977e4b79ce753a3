using System.Text.Json;

namespace LtoPar.TestSupport;

/// <summary>Reads a --time-trace file, and says what viewers could not show of it.</summary>
public sealed class TraceText
{
    private TraceText(IReadOnlyList<TraceEntry> entries) => Entries = entries;

    public IReadOnlyList<TraceEntry> Entries { get; }

    public TraceEntry[] Phases => Of("phase");

    public TraceEntry[] Partitions => Of("partition");

    public TraceEntry[] Steps => Of("step");

    public TraceEntry[] Passes => Of("pass");

    /// <exception cref="JsonException">It is something else.</exception>
    public static TraceText Read(string file) => Parse(File.ReadAllText(file));

    public static TraceText Parse(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement;
        return root.GetProperty("displayTimeUnit").GetString() == "ms"
            ? new TraceText([.. root.GetProperty("traceEvents").EnumerateArray().Select(Entry)])
            : throw new JsonException("the unit is not ms");
    }

    /// <summary>The values of a counter, in order of time.</summary>
    public long[] Counter(string name, string member) =>
        [.. Entries.Where(e => e.Kind == "C" && e.Name == name).OrderBy(e => e.Start).Select(e => e.Arguments.GetProperty(member).GetInt64())];

    /// <summary>The steps of a partition.</summary>
    public TraceEntry[] StepsOf(TraceEntry partition) =>
        [.. Steps.Where(s => s.Row == partition.Row && s.Start >= partition.Start && s.End <= partition.End)];

    /// <summary>
    /// Events of a row that overlap, passes that cross, steps that are in no partition, passes in no step, partitions that are not in compiling, rows without
    /// a name.
    /// </summary>
    public IEnumerable<string> Problems()
    {
        foreach (IGrouping<int, TraceEntry> row in Entries.Where(e => e.Kind == "X").GroupBy(e => e.Row))
        {
            if (!Entries.Any(e => e.Name == "thread_name" && e.Row == row.Key))
            {
                yield return $"row {row.Key} has no name";
            }

            foreach (string text in Crossings(row))
            {
                yield return text;
            }

            foreach (IGrouping<string, TraceEntry> category in row.Where(e => e.Category != "pass").GroupBy(e => e.Category))
            {
                TraceEntry[] sorted = [.. category.OrderBy(e => e.Start).ThenBy(e => e.End)];
                foreach ((TraceEntry first, TraceEntry second) in sorted.Zip(sorted.Skip(1)).Where(p => p.First.End > p.Second.Start))
                {
                    yield return $"{first.Name} and {second.Name} overlap in row {row.Key}";
                }
            }
        }

        foreach (TraceEntry step in Steps.Where(s => !Partitions.Any(p => p.Row == s.Row && p.Start <= s.Start && s.End <= p.End)))
        {
            yield return $"{step.Name} at {step.Start} is in no partition";
        }

        foreach (TraceEntry pass in Passes.Where(p => !Steps.Any(s => s.Row == p.Row && s.Name != "carve" && s.Start <= p.Start && p.End <= s.End)))
        {
            yield return $"{pass.Name} at {pass.Start} is in no step that runs passes";
        }

        foreach (TraceEntry partition in Partitions.Where(p => !Phases.Any(c => c.Name == "compile" && c.Start <= p.Start && p.End <= c.End)))
        {
            yield return $"{partition.Name} is not in compiling";
        }
    }

    /// <summary>Passes of a row that begin in another event and end after it.</summary>
    private static IEnumerable<string> Crossings(IEnumerable<TraceEntry> row)
    {
        Stack<TraceEntry> open = [];
        foreach (TraceEntry entry in row.OrderBy(e => e.Start).ThenByDescending(e => e.End))
        {
            while (open.Count > 0 && open.Peek().End <= entry.Start)
            {
                open.Pop();
            }

            if (entry.Category == "pass" && open.Count > 0 && open.Peek().End < entry.End)
            {
                yield return $"{entry.Name} at {entry.Start} ends after {open.Peek().Name}, in which it begins";
            }

            open.Push(entry);
        }
    }

    private TraceEntry[] Of(string category) => [.. Entries.Where(e => e.Kind == "X" && e.Category == category)];

    private static TraceEntry Entry(JsonElement e)
    {
        string kind = e.GetProperty("ph").GetString()!;
        long start = kind == "M" ? 0 : e.GetProperty("ts").GetInt64();
        return new TraceEntry(
            e.GetProperty("name").GetString()!,
            kind,
            e.TryGetProperty("cat", out JsonElement category) ? category.GetString()! : "",
            e.GetProperty("tid").GetInt32(),
            start,
            start + (kind == "X" ? e.GetProperty("dur").GetInt64() : 0),
            e.TryGetProperty("args", out JsonElement arguments) ? arguments.Clone() : default);
    }
}
