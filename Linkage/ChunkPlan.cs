using LtoPar.CallGraph;

namespace LtoPar.Linkage;

/// <summary>
/// Decides which neighbouring partitions are carved from a common chunk of the module, if any.
///
/// Opening the module for a partition visits every symbol of the program, however small the partition: partitions times symbols. A chunk is the
/// module without what its partitions do not need, written once and opened by each of them instead. It costs a visit to every symbol too, and
/// reading and writing each body once more; which is as much work for an instruction as for a symbol (measured). Partitions are numbered in
/// the order of the traversal, so neighbours use the same symbols, and a chunk of n has little more than n partitions need.
///
/// Chunks decide about time alone: a partition is the same module with and without, and so is its object. They follow from the plan, never from
/// the number of workers.
/// </summary>
public sealed class ChunkPlan
{
    /// <summary>Symbols in a chunk, as a multiple of its partitions' share of the program: what they define, and as much again that they use.</summary>
    private const int SymbolsPerDefined = 2;

    private ChunkPlan(int partitionCount, int size, bool isUseful)
    {
        PartitionCount = partitionCount;
        Size = size;
        IsUseful = isUseful;
    }

    public int PartitionCount { get; }

    /// <summary>Partitions in a chunk (in the last one, at most).</summary>
    public int Size { get; }

    /// <summary>Whether there are chunks.</summary>
    public bool IsUseful { get; }

    public int Count => (PartitionCount + Size - 1) / Size;

    public int ChunkOf(int partition) => partition / Size;

    public IEnumerable<int> PartitionsOf(int chunk) => Enumerable.Range(chunk * Size, Math.Min(Size, PartitionCount - (chunk * Size)));

    /// <summary>Chunks where they save work, of the size that saves most.</summary>
    public static ChunkPlan Make(SymbolPlan plan)
    {
        int partitions = plan.Partitions.Partitions.Count;
        long symbols = plan.Graph.SymbolCount;
        long instructions = plan.Partitions.Partitions.Sum(p => p.Instructions);
        int size = BestSize(partitions);
        long direct = partitions * symbols;
        long chunked = (((partitions + size - 1) / size) + (SymbolsPerDefined * size)) * symbols;
        return IsPossible(plan) && direct - chunked > instructions ? new ChunkPlan(partitions, size, size > 1) : new ChunkPlan(partitions, 1, false);
    }

    /// <summary>Makes chunks of a program in segments, whose partitions are carved from nothing else.</summary>
    public static ChunkPlan OfSegments(SymbolPlan plan)
    {
        int partitions = plan.Partitions.Partitions.Count;
        return new ChunkPlan(partitions, BestSize(partitions), true);
    }

    /// <summary>Makes chunks of this size, whether that saves work or not; where chunks are not possible, the plan is without.</summary>
    public static ChunkPlan Of(SymbolPlan plan, int size)
    {
        bool isUseful = size > 1 && IsPossible(plan);
        return new ChunkPlan(plan.Partitions.Partitions.Count, isUseful ? size : 1, isUseful);
    }

    private static int BestSize(int partitions) => Math.Max(1, (int)Math.Round(Math.Sqrt(partitions / (double)SymbolsPerDefined)));

    /// <summary>
    /// Chunks are not made with debug information, whose nodes are numbered in the order they are met; not with ifuncs, which cannot point nowhere; not without
    /// one of the rules, since what then goes wrong is to go wrong as it does alone.
    /// </summary>
    private static bool IsPossible(SymbolPlan plan) =>
        plan.DebugInfo.IsWhole && plan.Graph.DebugInfo is null && plan.Graph.Symbols.IFuncCount == 0 && plan.Graph.Rules == Rules.All;
}
