namespace LtoPar.Partitioner;

/// <summary>What one partition defines.</summary>
/// <param name="Id">Its index in the plan, which is also its place in link order.</param>
/// <param name="Symbols">Ordinals of the symbols defined here, sorted.</param>
/// <param name="Functions">How many of them are functions.</param>
/// <param name="Instructions">Their IR instructions together.</param>
public sealed record Partition(int Id, IReadOnlyList<int> Symbols, int Functions, long Instructions);
