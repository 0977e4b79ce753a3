namespace LtoPar.EndToEnd.Tests.Suites;

/// <summary>
/// Failures that are known, from a file of tests/suites: the case, then the reason, one a line.
/// </summary>
internal sealed class Excuses
{
    private readonly SortedDictionary<string, string> _reasons = new(StringComparer.Ordinal);

    /// <param name="file">The path of the list; an entry without a reason, or twice, throws <see cref="FormatException"/>.</param>
    public Excuses(string file)
    {
        foreach (string line in File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#'))
        {
            string[] parts = line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || !_reasons.TryAdd(parts[0], parts[1]))
            {
                throw new FormatException($"{file}: '{line}' has no reason, or its case is excused twice");
            }
        }
    }

    public bool Contains(string name) => _reasons.ContainsKey(name);

    /// <summary>Returns the excused names that match and are not among the failures, in ordinal order.</summary>
    public IEnumerable<string> Unneeded(IReadOnlySet<string> failures, Func<string, bool> tried) => _reasons.Keys.Where(n => tried(n) && !failures.Contains(n));
}
