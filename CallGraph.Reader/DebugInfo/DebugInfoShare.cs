namespace LtoPar.CallGraph.Reader.DebugInfo;

/// <summary>The debug information that one share of the functions reaches, as plain data; nodes are numbered from 0 within the share.</summary>
internal sealed class DebugInfoShare
{
    /// <summary>The nodes that each node needs.</summary>
    public List<int[]> Arcs { get; } = [];

    /// <summary>The compile unit of each node, or -1.</summary>
    public List<int> UnitOf { get; } = [];

    /// <summary>The type's key and the fingerprint that tells definitions of that key apart, by node; null: the node is no such type.</summary>
    public List<(string Key, string Fingerprint)?> TypeOf { get; } = [];

    public List<(int Symbol, int[] Nodes)> Roots { get; } = [];

    public List<(int Symbol, SubprogramName Name)> Subprograms { get; } = [];

    /// <summary>The nodes that each compile unit's lists name, in the share that also read the module-level records.</summary>
    public int[][] UnitRoots { get; set; } = [];
}
