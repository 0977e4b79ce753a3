using LtoPar.Linkage;

namespace LtoPar.Backend.Scheduling;

/// <summary>The facts of a planned partition that its costs depend on. They do not depend on -j.</summary>
/// <param name="Symbols">Module-level symbols of the whole module.</param>
/// <param name="Instructions">IR instructions of the partition.</param>
/// <param name="LargestFunction">IR instructions of its largest function.</param>
/// <param name="DebugBytes">
/// Bytes of bitcode of the module's debug information that belongs to no single function; null: the module has no debug information.
/// </param>
/// <param name="Imported">IR instructions of the functions that the partition imports.</param>
public readonly record struct PartitionExtent(int Symbols, long Instructions, long LargestFunction, long? DebugBytes = null, long Imported = 0)
{
    public static PartitionExtent Of(SymbolPlan plan, int partition) => new(
        plan.Graph.SymbolCount,
        plan.Partitions.Partitions[partition].Instructions,
        plan.Partitions.Partitions[partition].Symbols.Select(plan.Graph.Symbols.Instructions).DefaultIfEmpty().Max(),
        plan.Graph.DebugInfo?.MetadataBytes,
        plan.ImportsOf(partition).Sum(import => plan.Graph.Symbols.Instructions(import.Function)));
}
