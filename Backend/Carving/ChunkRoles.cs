using LtoPar.Linkage;

namespace LtoPar.Backend.Carving;

/// <summary>The roles of symbols in a chunk: what some of its partitions define, clone or copy is defined, what they only declare is declared.</summary>
internal sealed class ChunkRoles
{
    private readonly SymbolRole[] _roles;

    public ChunkRoles(SymbolPlan plan, IEnumerable<int> partitions)
    {
        _roles = new SymbolRole[plan.Graph.SymbolCount];
        foreach (int partition in partitions)
        {
            HasModuleAsm |= partition == plan.Partitions.ModuleAsmPartition;
            foreach (int symbol in plan.Partitions.Partitions[partition].Symbols)
            {
                _roles[symbol] = SymbolRole.Define;
            }

            foreach (SymbolUse use in plan.UsesOf(partition))
            {
                if (use.Kind != UseKind.Declare)
                {
                    _roles[use.Symbol] = SymbolRole.Define;
                }
                else if (_roles[use.Symbol] == SymbolRole.Drop)
                {
                    _roles[use.Symbol] = SymbolRole.Declare;
                }
            }
        }
    }

    /// <summary>One of the partitions has the module-level assembly.</summary>
    public bool HasModuleAsm { get; }

    public SymbolRole this[int symbol]
    {
        get => _roles[symbol];
        set => _roles[symbol] = value;
    }
}
