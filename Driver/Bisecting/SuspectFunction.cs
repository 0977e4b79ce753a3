namespace LtoPar.Driver.Bisecting;

/// <summary>A function that may be optimised wrongly.</summary>
/// <param name="Partition">The partition that defines it.</param>
/// <param name="Name">Its name there.</param>
internal readonly record struct SuspectFunction(int Partition, string Name);
