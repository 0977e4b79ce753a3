namespace LtoPar.Linkage;

/// <summary>A function whose body a partition sees, because it may inline it, and does not define.</summary>
/// <param name="Function">Its ordinal.</param>
/// <param name="Caller">A function that calls it, defined or imported by the partition: the one that the limit is of.</param>
/// <param name="Limit">The most instructions that it could have had.</param>
public readonly record struct Import(int Function, int Caller, long Limit);
