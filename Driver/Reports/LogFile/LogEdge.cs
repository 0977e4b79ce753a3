namespace LtoPar.Driver.Reports.LogFile;

/// <summary>A cut edge: calls of one function from another, over the border of their partitions.</summary>
internal sealed record LogEdge(string Caller, string Callee, string From, string To, int Sites, ulong Weight);
