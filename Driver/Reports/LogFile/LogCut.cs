namespace LtoPar.Driver.Reports.LogFile;

/// <summary>The call edges between partitions.</summary>
/// <param name="CallEdges">All call edges of the program.</param>
/// <param name="CutEdges">Those whose ends are in two partitions.</param>
/// <param name="PairCount">The pairs of partitions, with a direction, that calls cross between.</param>
/// <param name="Pairs">Those of the most weight.</param>
/// <param name="Edges">The cut edges of the most weight.</param>
internal sealed record LogCut(
    long CallEdges, long CutEdges, ulong CallWeight, ulong CutWeight, int PairCount, IReadOnlyList<LogPair> Pairs, IReadOnlyList<LogEdge> Edges);
