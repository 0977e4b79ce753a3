namespace LtoPar.CallGraph.Reader.DebugInfo;

/// <summary>The debug information that one share of the functions reaches, as plain data; nodes are numbered from 0 within the share.</summary>
internal sealed class DebugInfoShare
{
    /// <summary>Per node: the nodes it needs.</summary>
    public List<int[]> Arcs { get; } = [];

    /// <summary>Per node: its compile unit, or -1.</summary>
    public List<int> UnitOf { get; } = [];

    /// <summary>Per node: its type's key and what tells definitions of that key apart; null for what is no such type.</summary>
    public List<(string Key, string Fingerprint)?> TypeOf { get; } = [];

    public List<(int Symbol, int[] Nodes)> Roots { get; } = [];

    public List<(int Symbol, SubprogramName Name)> Subprograms { get; } = [];

    /// <summary>Of the share that also read the module-level records: what each compile unit's lists name.</summary>
    public int[][] UnitRoots { get; set; } = [];
}
