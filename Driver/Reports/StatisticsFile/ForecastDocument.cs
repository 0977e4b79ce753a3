namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>Forecasts how the run's partitions would be divided among another number of workers.</summary>
internal sealed record ForecastDocument(int Workers, double MakespanMs, double Balance);
