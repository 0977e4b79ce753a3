namespace LtoPar.Driver.Reports.LogFile;

/// <summary>The calls from one partition to another.</summary>
internal sealed record LogPair(string From, string To, long Edges, ulong Weight);
