using LtoPar.CallGraph.Facts;
using LtoPar.CallGraph.Reader.Assembly;
using LtoPar.CallGraph.Reader.DebugInfo;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.CallGraph.Reader.Ties;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader;

/// <summary>The facts of one share of the functions, as plain data: the context that it was read in is gone.</summary>
internal sealed class ShareFacts
{
    /// <summary>The module-level records, in the share that read them too; null in all others.</summary>
    public ModuleRecords? Module { get; set; }

    public List<(int Function, long Instructions)> Bodies { get; } = [];

    /// <summary>The tables whose elements have an order, in the share that read the module-level records; null in all others.</summary>
    public OrderedTables? Tables { get; set; }

    /// <summary>The debug information; null in a module without.</summary>
    public DebugInfoShare? DebugInfo { get; set; }

    public List<InlineAsmUse> InlineAsm { get; } = [];

    public List<CallEdge> Edges { get; } = [];

    public List<Tie> Ties { get; } = [];

    /// <summary>Symbols whose initialiser contains a blockaddress.</summary>
    public List<int> Pinned { get; } = [];

    /// <summary>Constants whose address something in this share, or another constant, may see.</summary>
    public List<int> Observed { get; } = [];

    /// <summary>Functions that have entries in a table that code generation makes, by the table's name.</summary>
    public List<(string Table, int Function)> Fillers { get; } = [];

    /// <summary>What the bodies do; empty where that was not asked for.</summary>
    public IReadOnlyList<BodyFacts> BodyFacts { get; set; } = [];

    public IReadOnlyList<CallFacts> CallFacts { get; set; } = [];

    /// <summary>The subtractions that are found without looking at the users of declared functions.</summary>
    public DifferenceFacts Differences { get; set; } = new();

    /// <summary>The subtractions, those that only declared functions lead to included. It is the same object where these add no subtraction.</summary>
    public DifferenceFacts DifferencesOfAll { get; set; } = new();
}
