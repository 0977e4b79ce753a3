namespace LtoPar.CallGraph.Reader.Segments;

/// <summary>The symbols of one segment, in its order: functions, variables, aliases, ifuncs.</summary>
/// <param name="Ordinals">Per symbol: its ordinal in the program.</param>
/// <param name="IsDefiner">Per symbol: the program's definition is here, or a part of it (of an array that all segments have a part of).</param>
public sealed record SegmentSymbols(IReadOnlyList<int> Ordinals, IReadOnlyList<bool> IsDefiner);
