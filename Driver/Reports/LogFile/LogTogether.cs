namespace LtoPar.Driver.Reports.LogFile;

/// <summary>What had to share a partition, and why.</summary>
/// <param name="GroupCount">The groups of more than one symbol.</param>
/// <param name="Rules">The reasons, each with the number of ties that it made; in the order of the rules.</param>
/// <param name="Groups">The groups of the most instructions.</param>
internal sealed record LogTogether(int GroupCount, IReadOnlyList<LogRule> Rules, IReadOnlyList<LogGroup> Groups);
