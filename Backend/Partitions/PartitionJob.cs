using LtoPar.Partitioner;

namespace LtoPar.Backend.Partitions;

/// <summary>
/// One partition to be compiled. <paramref name="Cost"/> is what it is predicted to take, for largest-first scheduling; only the order of costs
/// counts.
/// </summary>
public readonly record struct PartitionJob(int Partition, long Cost);
