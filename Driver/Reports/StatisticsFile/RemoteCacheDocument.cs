namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>What came from a remote cache, and what it was given. Not in files of older builds.</summary>
internal sealed record RemoteCacheDocument(int Hits, IReadOnlyList<RemoteMissDocument> Misses, int Uploaded, int NotUploaded, double WaitMs);
