namespace LtoPar.CallGraph.Reader.Segments;

/// <summary>The graph of a program in segments, and where each symbol is.</summary>
/// <param name="Segments">One for each segment, in their order.</param>
/// <param name="SeenThrough">What stands behind each alias that is seen through: no alias.</param>
public sealed record SegmentedGraph(ProgramGraph Graph, IReadOnlyList<SegmentSymbols> Segments, IReadOnlyDictionary<int, int> SeenThrough);
