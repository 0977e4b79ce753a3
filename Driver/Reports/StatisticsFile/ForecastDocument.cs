namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>How the run's partitions would share out among another number of workers.</summary>
internal sealed record ForecastDocument(int Workers, double MakespanMs, double Balance);
