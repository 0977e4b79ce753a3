namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>What a run had from its cache, counted in partitions.</summary>
internal sealed record CacheDocument(int Hits, int Misses, IReadOnlyList<NotKeptDocument> NotKept);
