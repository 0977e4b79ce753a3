namespace LtoPar.Cache.Pruning;

/// <summary>What a pruning removed, and what it left.</summary>
public readonly record struct PruneResult(int Removed, long RemovedBytes, int Left, long LeftBytes);
