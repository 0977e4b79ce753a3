namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>Forecasts how the run's partitions would be divided among another number of workers.</summary>
/// <param name="MakespanMs">The time of the partitions.</param>
/// <param name="WallMs">The time of the whole run; older builds did not tell.</param>
internal sealed record ForecastDocument(int Workers, double MakespanMs, double Balance, double? WallMs = null);
