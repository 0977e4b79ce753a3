namespace LtoPar.Partitioner;

/// <summary>The definitions of one partition.</summary>
/// <param name="Id">Its index in the plan, which is also its place in link order.</param>
/// <param name="Symbols">Ordinals of the symbols defined here, sorted.</param>
/// <param name="Functions">The number of functions among them.</param>
/// <param name="Instructions">Their IR instructions together.</param>
public sealed record Partition(int Id, IReadOnlyList<int> Symbols, int Functions, long Instructions);
