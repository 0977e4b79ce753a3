namespace LtoPar.CallGraph;

/// <summary>
/// The module's debug information as plain data: which types and compile units each function and variable needs. Nodes of the same module
/// read by several workers appear once for each; types are the same where their keys are.
/// </summary>
public sealed class DebugInfoGraph
{
    private readonly int[] _firstArc;
    private readonly int[] _arcs;
    private readonly int[][] _roots;
    private readonly int[][] _unitRoots;

    /// <param name="firstArc">Length nodes + 1: where a node's arcs begin.</param>
    /// <param name="typeOf">Per node: its type, or -1.</param>
    /// <param name="unitOf">Per node: its compile unit, or -1.</param>
    /// <param name="types">Names of types, distinct; the number of a type is its place here.</param>
    /// <param name="isAmbiguous">Per type: several definitions go by this name.</param>
    /// <param name="roots">Per symbol: the nodes it names; empty where there is no debug information.</param>
    /// <param name="unitRoots">Per compile unit: what its own lists name.</param>
    public DebugInfoGraph(int[] firstArc, int[] arcs, int[] typeOf, int[] unitOf, string[] types, bool[] isAmbiguous, int[][] roots, int[][] unitRoots)
    {
        _firstArc = firstArc;
        _arcs = arcs;
        TypeOf = typeOf;
        UnitOf = unitOf;
        Types = types;
        IsAmbiguous = isAmbiguous;
        _roots = roots;
        _unitRoots = unitRoots;
    }

    /// <summary>Per symbol: what debug information calls the function; null where it says nothing, and of variables.</summary>
    public required IReadOnlyList<SubprogramName?> Subprograms { get; init; }

    /// <summary>Bytes of bitcode of the metadata that is no function's own; 0: not known.</summary>
    public long MetadataBytes { get; init; }

    public int NodeCount => _firstArc.Length - 1;

    public int UnitCount => _unitRoots.Length;

    public IReadOnlyList<int> TypeOf { get; }

    public IReadOnlyList<int> UnitOf { get; }

    public IReadOnlyList<string> Types { get; }

    public IReadOnlyList<bool> IsAmbiguous { get; }

    public ReadOnlySpan<int> ArcsOf(int node) => _arcs.AsSpan(_firstArc[node].._firstArc[node + 1]);

    public ReadOnlySpan<int> RootsOf(int symbol) => _roots[symbol];

    public ReadOnlySpan<int> UnitRoots(int unit) => _unitRoots[unit];
}
