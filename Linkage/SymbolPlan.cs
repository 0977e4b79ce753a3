using LtoPar.CallGraph;
using LtoPar.Partitioner;

namespace LtoPar.Linkage;

/// <summary>
/// The linkage, visibility and name of each symbol once it is partitioned, and the symbols that each partition declares, clones or copies. Pure data:
/// <see cref="SymbolPlanner"/> makes it, <see cref="SymbolPlanCheck"/> proves it, Backend/Carving/SymbolPlanApplier.cs carries it out.
/// Arrays are indexed by symbol ordinal.
/// </summary>
public sealed class SymbolPlan
{
    private readonly SymbolUse[][] _uses;
    private readonly Import[][] _imports;

    internal SymbolPlan(
        ProgramGraph graph,
        PartitionPlan partitions,
        SymbolUse[][] uses,
        Import[][] imports,
        string[] names,
        SymbolLinkage[] linkage,
        SymbolVisibility[] visibility,
        Promotion[] promotion,
        DebugInfoPlan debugInfo)
    {
        Graph = graph;
        Partitions = partitions;
        _uses = uses;
        _imports = imports;
        Names = names;
        Linkage = linkage;
        Visibility = visibility;
        Promotion = promotion;
        DebugInfo = debugInfo;
    }

    public ProgramGraph Graph { get; }

    public PartitionPlan Partitions { get; }

    /// <summary>The name other partitions use; equal to the IR name except for promoted symbols.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The linkage of the definition in its partition.</summary>
    public IReadOnlyList<SymbolLinkage> Linkage { get; }

    public IReadOnlyList<SymbolVisibility> Visibility { get; }

    public IReadOnlyList<Promotion> Promotion { get; }

    public DebugInfoPlan DebugInfo { get; }

    /// <summary>Whether the symbol has another name for other partitions, as a new name or as an alias.</summary>
    public bool IsPromoted(int symbol) => Promotion[symbol] is LtoPar.Linkage.Promotion.Renamed or LtoPar.Linkage.Promotion.Aliased;

    /// <summary>The symbols that a partition uses and does not define, sorted by symbol.</summary>
    public IReadOnlyList<SymbolUse> UsesOf(int partition) => _uses[partition];

    /// <summary>Why the functions are imported that are among <see cref="UsesOf"/> as such; sorted by function.</summary>
    public IReadOnlyList<Import> ImportsOf(int partition) => _imports[partition];

    /// <summary>The partitions are still to be inlined, and to go through the passes that take symbols of a program apart.</summary>
    public bool BeforeInlining { get; internal init; }

    /// <summary>Indexed by function: what partitions that do not define it are told of it. Empty: nothing.</summary>
    public IReadOnlyList<PlannedFacts> Facts { get; internal init; } = [];

    /// <summary>IR name to final name of every promoted symbol, by ordinal: for order files, profiles and symbolisers.</summary>
    public IEnumerable<(string Old, string New)> PromotionMap()
    {
        for (int symbol = 0; symbol < Promotion.Count; symbol++)
        {
            if (IsPromoted(symbol) && Names[symbol] != Graph.Symbols.Names[symbol])
            {
                yield return (Graph.Symbols.Names[symbol], Names[symbol]);
            }
        }
    }
}
