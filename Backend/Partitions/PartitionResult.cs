using LtoPar.Partitioner;

namespace LtoPar.Backend.Partitions;

/// <summary>One compiled partition.</summary>
/// <param name="Diagnostics">Warnings and remarks of LLVM, in the order it gave them.</param>
public sealed record PartitionResult(int Partition, byte[] Object, IReadOnlyList<string> Diagnostics, PartitionTiming Timing);
