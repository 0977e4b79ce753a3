namespace LtoPar.EndToEnd.Tests.Suites;

/// <summary>
/// Failures that are known, from a file of tests/suites: the case, then the reason, one a line. A part `*` of a case of parts CASE:LINKER:CUT:ASPECT
/// stands for any, and is needed when one of them fails.
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

    public bool Contains(string name) => _reasons.Keys.Any(pattern => Matches(pattern, name));

    /// <summary>Returns the excuses for tests that were run and did not fail, in ordinal order.</summary>
    /// <param name="tried">The cases without their aspect.</param>
    /// <param name="failures">The cases with the aspect that was wrong.</param>
    public IEnumerable<string> Unneeded(IReadOnlyCollection<string> tried, IReadOnlyCollection<string> failures) =>
        _reasons.Keys.Where(p => tried.Any(t => Matches(p[..p.LastIndexOf(':')], t)) && !failures.Any(f => Matches(p, f)));

    private static bool Matches(string pattern, string name)
    {
        string[] wanted = pattern.Split(':');
        string[] parts = name.Split(':');
        return wanted.Length == parts.Length && wanted.Zip(parts).All(p => p.First == "*" || p.First == p.Second);
    }
}
