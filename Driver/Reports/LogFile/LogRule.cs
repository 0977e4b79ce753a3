namespace LtoPar.Driver.Reports.LogFile;

/// <summary>A reason for symbols to share a partition.</summary>
/// <param name="Why">The reason in words.</param>
/// <param name="Ties">The pairs of symbols that it ties.</param>
/// <param name="Groups">The groups in which it ties any.</param>
internal sealed record LogRule(string Name, string Why, int Ties, int Groups);
