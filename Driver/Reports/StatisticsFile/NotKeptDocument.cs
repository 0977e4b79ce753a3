namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>Partitions whose objects no cache keeps, and why.</summary>
internal sealed record NotKeptDocument(string Reason, int Partitions);
