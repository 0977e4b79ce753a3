namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>A phase of a run.</summary>
internal sealed record PhaseDocument(string Name, double WallMs);
