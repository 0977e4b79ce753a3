namespace LtoPar.CallGraph.Reader.Ties;

/// <summary>Members of tables whose elements have an order.</summary>
/// <param name="Sections">One member of each table that is a section.</param>
/// <param name="Structors">All that the runtime runs at start and end.</param>
internal sealed record OrderedTables(IReadOnlyDictionary<string, int> Sections, IReadOnlyList<StructorMember> Structors);
