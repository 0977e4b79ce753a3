namespace LtoPar.CallGraph.Reader.DebugInfo;

/// <summary>The types of a module's debug information, numbered by name so that who read what leaves no trace.</summary>
internal sealed class DebugTypeTable
{
    private readonly Dictionary<string, int> _numbers;

    /// <param name="definitions">Of one type as many as there are. What tells them apart: <see cref="Llvm.DebugTypeNames.Fingerprint"/>.</param>
    public DebugTypeTable(IEnumerable<(string Key, string Fingerprint)> definitions)
    {
        Dictionary<string, string> fingerprints = new(StringComparer.Ordinal);
        HashSet<string> ambiguous = new(StringComparer.Ordinal);
        foreach ((string key, string fingerprint) in definitions)
        {
            if (!fingerprints.TryAdd(key, fingerprint) && fingerprints[key] != fingerprint)
            {
                ambiguous.Add(key);
            }
        }

        Names = [.. fingerprints.Keys.Order(StringComparer.Ordinal)];
        IsAmbiguous = [.. Names.Select(ambiguous.Contains)];
        _numbers = new Dictionary<string, int>(Names.Length, StringComparer.Ordinal);
        for (int type = 0; type < Names.Length; type++)
        {
            _numbers.Add(Names[type], type);
        }
    }

    /// <summary>Sorted; the number of a type is its place here.</summary>
    public string[] Names { get; }

    /// <summary>Per type: several definitions go by its name.</summary>
    public bool[] IsAmbiguous { get; }

    public int NumberOf(string key) => _numbers[key];
}
