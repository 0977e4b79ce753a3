namespace LtoPar.Driver.Reports.LogFile;

/// <summary>A symbol that other partitions than its own see.</summary>
/// <param name="Kind">"function", "variable", "alias" or "ifunc".</param>
/// <param name="Partition">The partition that defines it.</param>
/// <param name="Users">The number of other partitions that see it.</param>
/// <param name="Size">Instructions of a function, bytes of a variable.</param>
internal sealed record LogSymbol(string Name, string Kind, string Partition, int Users, long Size, string Why)
{
    /// <summary>The name that they know it by; null: it is the same.</summary>
    public string? NewName { get; init; }
}
