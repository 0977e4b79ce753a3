namespace LtoPar.Driver.Bisecting;

/// <summary>What may be wrong.</summary>
/// <param name="Function">A function's name in its partition; null: what the partition has besides functions, so that all of it counts.</param>
internal readonly record struct Suspect(int Partition, string? Function);
