using LtoPar.CallGraph.Facts;

namespace LtoPar.CallGraph;

/// <summary>
/// The program as plain data: every module-level symbol, what it costs, what it calls and names, and what must stay together. Planning
/// (Partitioner, Linkage) sees this and no LLVM.
///
/// A symbol is its ordinal: functions [0, FunctionCount), then variables, aliases and ifuncs, each in module order. Ordinals are equal in
/// every context that parses the same bytes, so a plan made from one parse can be applied to another. All arrays are indexed by ordinal and
/// have length <see cref="SymbolCount"/>; edges are compressed rows sorted by (source, target, kind).
///
/// Declarations are symbols too. They have no out-edges and no edge leads to them: nothing is to be decided about them.
/// </summary>
public sealed class ProgramGraph
{
    private readonly CallGraphRows _rows;

    public ProgramGraph(
        ModuleFacts module,
        SymbolTable symbols,
        IReadOnlyList<CallEdge> edges,
        IReadOnlyList<Tie> ties,
        IReadOnlyList<int> moduleAsmSymbols)
    {
        Module = module;
        Symbols = symbols;
        _rows = new CallGraphRows(symbols.Count, edges);
        Ties = [.. ties.Distinct().Order()];
        ModuleAsmSymbols = [.. moduleAsmSymbols.Distinct().Order()];
        Groups = new SymbolGroups(symbols.Count, Ties);
    }

    /// <summary>The same program, of which more must stay together.</summary>
    public ProgramGraph With(IEnumerable<Tie> more) => new(Module, Symbols, _rows.All, [.. Ties, .. more], ModuleAsmSymbols)
    {
        Rules = Rules,
        DebugInfo = DebugInfo,
        AsmTies = AsmTies,
        ModuleAsmError = ModuleAsmError,
        Facts = Facts,
        HasProfile = HasProfile,
    };

    public ModuleFacts Module { get; }

    /// <summary>The rules that hold for this program; all but in a run that is to show what one of them is for.</summary>
    public Rules Rules { get; init; } = Rules.All;

    public SymbolTable Symbols { get; }

    public int SymbolCount => Symbols.Count;

    /// <summary>Sorted, distinct.</summary>
    public IReadOnlyList<Tie> Ties { get; }

    /// <summary>The must-stay-together groups that the ties make.</summary>
    public SymbolGroups Groups { get; }

    /// <summary>Symbols that stay with the module-level asm, sorted; they are tied to each other. Empty: the asm can be in any partition.</summary>
    public IReadOnlyList<int> ModuleAsmSymbols { get; }

    /// <summary>The debug information; null in a module without.</summary>
    public DebugInfoGraph? DebugInfo { get; init; }

    /// <summary>The symbols that assembly ties together, with the reasons in words: sorted, distinct. The groups are those of <see cref="Ties"/>.</summary>
    public IReadOnlyList<AsmTie> AsmTies { get; init; } = [];

    /// <summary>
    /// Why the module-level asm could not be assembled alone, so that every word of it counts as a name; null when it could, and in a module
    /// without assembly.
    /// </summary>
    public string? ModuleAsmError { get; init; }

    /// <summary>What bodies do; null where that was not asked for.</summary>
    public ProgramFacts? Facts { get; init; }

    /// <summary>Call edges are weighed by a profile, not by their number of sites.</summary>
    public bool HasProfile { get; init; }

    public int EdgeCount => _rows.EdgeCount;

    /// <summary>The edges out of one symbol, sorted by (target, kind).</summary>
    public ReadOnlySpan<CallEdge> EdgesOf(int symbol) => _rows.Row(symbol);
}
