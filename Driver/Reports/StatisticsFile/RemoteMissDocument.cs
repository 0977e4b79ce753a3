namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>Partitions whose objects a remote cache did not give, and why.</summary>
internal sealed record RemoteMissDocument(string Reason, int Partitions);
