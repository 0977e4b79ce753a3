using LtoPar.CallGraph;

namespace LtoPar.Linkage;

/// <summary>
/// Decides which functions may be imported at all: their bodies must mean the same in another object, LLVM must be able to inline them, and the
/// partition that defines them must lose nothing by it.
/// </summary>
internal sealed class ImportRule
{
    /// <summary>A function of fewer instructions is inlined whether it has one caller or several.</summary>
    private const long SmallCallee = 30;

    private readonly SymbolTable _symbols;
    private readonly SymbolFlags _forbidden;
    private readonly bool[] _isTied;
    private readonly bool[] _hasSingleCallee;

    public ImportRule(ProgramGraph graph)
    {
        _symbols = graph.Symbols;
        _forbidden = SymbolFlags.NeverInlined | SymbolFlags.NamedByAsm
            | (graph.Rules.HasFlag(Rules.InterposableBody) ? SymbolFlags.Interposable : 0)
            | (graph.Rules.HasFlag(Rules.TiedBody) ? SymbolFlags.PinnedInitializer | SymbolFlags.FillsTable : 0);
        _isTied = new bool[graph.SymbolCount];
        foreach (Tie tie in graph.Ties)
        {
            // The other members of a comdat, and other names of the function, do not matter to a body that is never emitted.
            bool isTied = graph.Rules.HasFlag(Rules.TiedBody) && tie.Reason is not (TieReason.Comdat or TieReason.Alias or TieReason.StructorEmpty);
            _isTied[tie.First] |= isTied;
            _isTied[tie.Second] |= isTied;
        }

        _hasSingleCallee = new bool[graph.SymbolCount];
        int[] callerOf = SingleCallers.Find(graph);
        for (int symbol = 0; symbol < callerOf.Length; symbol++)
        {
            if (callerOf[symbol] >= 0 && _symbols.Instructions(symbol) > SmallCallee)
            {
                _hasSingleCallee[callerOf[symbol]] = true;
            }
        }
    }

    public bool Allows(int symbol) =>
        _symbols.IsFunction(symbol)
        && _symbols.NeedsPartition(symbol)
        && !_isTied[symbol]
        && !_hasSingleCallee[symbol]
        && !_symbols.HasAny(symbol, _forbidden);
}
