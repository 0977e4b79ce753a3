namespace LtoPar.Driver.Reports.LogFile;

/// <summary>Symbols that had to share a partition.</summary>
/// <param name="Name">The name of its first symbol.</param>
/// <param name="Rules">The names of the reasons, in the order of the rules.</param>
internal sealed record LogGroup(string Name, string Partition, int Symbols, long Instructions, IReadOnlyList<string> Rules);
