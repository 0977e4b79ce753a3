namespace LtoPar.Driver.Bisecting;

/// <summary>Neighbouring suspects of one partition.</summary>
/// <param name="Functions">The names of functions of it; null: the whole partition.</param>
internal sealed record SuspectRow(int Partition, IReadOnlyList<string>? Functions);
