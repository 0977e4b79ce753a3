namespace LtoPar.CallGraph.Reader.Assembly;

/// <summary>Collects which symbols assembly ties together, and why.</summary>
/// <param name="table">A symbol that needs no partition (llvm.used, say) cannot be tied, and must not be a link of the chain.</param>
/// <param name="error">Why the module-level asm could not be assembled, if it could not.</param>
internal sealed class AsmTies(SymbolTable table, string? error)
{
    private readonly SortedSet<AsmTie> _reasons = [];

    public string? Error => error;

    /// <summary>Sorted, distinct.</summary>
    public IReadOnlyCollection<AsmTie> Reasons => _reasons;

    /// <summary>The symbols that stay with the module-level asm. Sorted, distinct.</summary>
    public IReadOnlyList<int> WithModuleAsm => [.. _reasons.Where(r => r.With == AsmTie.ModuleAsm).Select(r => r.Symbol).Distinct()];

    /// <summary>The same as ties: the symbols that stay with the module-level asm are a chain.</summary>
    public IEnumerable<Tie> Ties
    {
        get
        {
            IReadOnlyList<int> withModuleAsm = WithModuleAsm;
            return _reasons
                .Where(r => r.With != AsmTie.ModuleAsm)
                .Select(r => Tie.Of(r.Symbol, r.With, TieReason.Asm))
                .Concat(withModuleAsm.Skip(1).Select(symbol => Tie.Of(withModuleAsm[0], symbol, TieReason.Asm)));
        }
    }

    /// <summary>Either may be the module-level asm; nothing happens when both are the same.</summary>
    public void Add(int symbol, int with, string why)
    {
        if (symbol != with && CanBeTied(symbol) && CanBeTied(with))
        {
            _reasons.Add(symbol == AsmTie.ModuleAsm ? new AsmTie(with, symbol, why) : new AsmTie(symbol, with, why));
        }
    }

    public void AddAll(IEnumerable<int> units, string why)
    {
        int[] all = [.. units.Distinct().Order()];
        foreach (int unit in all.Skip(1))
        {
            Add(unit, all[0], why);
        }
    }

    private bool CanBeTied(int unit) => unit == AsmTie.ModuleAsm || table.NeedsPartition(unit);
}
