namespace LtoPar.CallGraph;

/// <summary>
/// "Source calls or names Target". <paramref name="Count"/> is the number of sites; <paramref name="Weight"/> is the profile's count when
/// the module carries one, else the number of sites.
/// </summary>
public readonly record struct CallEdge(int Source, int Target, EdgeKind Kind, int Count, ulong Weight);
