namespace LtoPar.Backend;

/// <summary>One partition to be compiled. <paramref name="Cost"/> is the predicted cost (instructions), for largest-first scheduling.</summary>
public readonly record struct PartitionJob(int Partition, long Cost);
