using LtoPar.Linkage;

namespace LtoPar.Backend.Scheduling;

/// <summary>What a plan knows of a partition that its costs depend on. Nothing here depends on -j.</summary>
/// <param name="Symbols">Module-level symbols of the whole module.</param>
/// <param name="Instructions">IR instructions of the partition.</param>
/// <param name="LargestFunction">IR instructions of its largest function.</param>
/// <param name="DebugBytes">Bytes of bitcode of the module's debug information that is no function's own; null: there is none.</param>
public readonly record struct PartitionExtent(int Symbols, long Instructions, long LargestFunction, long? DebugBytes = null)
{
    public static PartitionExtent Of(SymbolPlan plan, int partition) => new(
        plan.Graph.SymbolCount,
        plan.Partitions.Partitions[partition].Instructions,
        plan.Partitions.Partitions[partition].Symbols.Select(plan.Graph.Symbols.Instructions).DefaultIfEmpty().Max(),
        plan.Graph.DebugInfo?.MetadataBytes);
}
