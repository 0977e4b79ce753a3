namespace LtoPar.Driver.Reports.LogFile;

/// <summary>Symbols of one kind.</summary>
/// <param name="Count">All of them; where a symbol counts in each partition that sees it, so often.</param>
/// <param name="Distinct">The number of different symbols.</param>
/// <param name="Shown">Those that most partitions see.</param>
internal sealed record LogSymbols(int Count, int Distinct, IReadOnlyList<LogSymbol> Shown);
