using LtoPar.CallGraph.Reader.Assembly;
using LtoPar.CallGraph.Reader.DebugInfo;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader;

/// <summary>What was learnt from one share of the functions, as plain data: the context it was read in is gone.</summary>
internal sealed class ShareFacts
{
    /// <summary>Of the share that also read the module-level records; null for all others.</summary>
    public ModuleRecords? Module { get; set; }

    public List<(int Function, long Instructions)> Bodies { get; } = [];

    /// <summary>Null when the module has none.</summary>
    public DebugInfoShare? DebugInfo { get; set; }

    public List<InlineAsmUse> InlineAsm { get; } = [];

    public List<CallEdge> Edges { get; } = [];

    public List<Tie> Ties { get; } = [];

    /// <summary>Symbols whose initialiser holds a blockaddress.</summary>
    public List<int> Pinned { get; } = [];

    /// <summary>Constants whose address something in this share, or another constant, may see.</summary>
    public List<int> Observed { get; } = [];

    /// <summary>Functions that have entries in a table that code generation makes, by the table's name.</summary>
    public List<(string Table, int Function)> Fillers { get; } = [];

    /// <summary>As far as one sees without looking at who uses declared functions.</summary>
    public DifferenceFacts Differences { get; set; } = new();

    /// <summary>With those that only declared functions lead to. The same object when there is none.</summary>
    public DifferenceFacts DifferencesOfAll { get; set; } = new();
}
