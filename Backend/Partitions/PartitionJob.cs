using LtoPar.Partitioner;

namespace LtoPar.Backend.Partitions;

/// <summary>
/// One partition to be compiled. <paramref name="Cost"/> is its predicted cost, for largest-first scheduling; only the order of costs counts.
/// </summary>
public readonly record struct PartitionJob(int Partition, long Cost);
