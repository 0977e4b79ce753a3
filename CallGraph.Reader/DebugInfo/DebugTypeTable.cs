namespace LtoPar.CallGraph.Reader.DebugInfo;

/// <summary>Numbers the types of a module's debug information by name, so that the numbers do not depend on which reader met them.</summary>
internal sealed class DebugTypeTable
{
    private readonly Dictionary<string, int> _numbers;

    /// <param name="definitions">All definitions, several of one type included, which <see cref="Bitcode.DebugInfo.DebugTypeNames.Fingerprint"/> tells
    /// apart.</param>
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

    /// <summary>The names, sorted; the number of a type is its place here.</summary>
    public string[] Names { get; }

    /// <summary>Whether several definitions go by the name, by the number of the type.</summary>
    public bool[] IsAmbiguous { get; }

    public int NumberOf(string key) => _numbers[key];
}
