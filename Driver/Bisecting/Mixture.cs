namespace LtoPar.Driver.Bisecting;

/// <summary>The suspects that are in a program; what of it is not mentioned is good.</summary>
internal sealed class Mixture
{
    private readonly SortedDictionary<int, HashSet<string>?> _partitions = [];

    public Mixture(IEnumerable<Suspect> suspects, IEnumerable<SuspectRow> rows)
    {
        foreach (Suspect suspect in suspects)
        {
            Add(suspect.Partition, suspect.Function is { } name ? [name] : null);
        }

        foreach (SuspectRow row in rows)
        {
            Add(row.Partition, row.Functions);
        }
    }

    /// <summary>By partition, the functions of it that are in; null: all that it has.</summary>
    public IReadOnlyDictionary<int, HashSet<string>?> Partitions => _partitions;

    private void Add(int partition, IReadOnlyList<string>? functions)
    {
        bool isThere = _partitions.TryGetValue(partition, out HashSet<string>? names);
        if (functions is null)
        {
            _partitions[partition] = null;
        }
        else if (!isThere)
        {
            _partitions[partition] = [.. functions];
        }
        else
        {
            names?.UnionWith(functions);
        }
    }
}
