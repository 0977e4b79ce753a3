using LtoPar.CallGraph.Facts;

namespace LtoPar.Linkage;

/// <summary>What other partitions are told of a function.</summary>
/// <param name="Facts">What holds beyond what the function's own attributes say.</param>
/// <param name="Access">The memory that it accesses at most.</param>
public readonly record struct PlannedFacts(FunctionFacts Facts, MemoryAccess Access);
