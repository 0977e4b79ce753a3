namespace LtoPar.Partitioner.Atoms;

/// <summary>Edge weights come from profiles, which may hold any 64-bit number: sums stay at the largest instead of starting again at zero.</summary>
internal static class Weights
{
    public static ulong Add(ulong a, ulong b) => a + b is var sum && sum >= a ? sum : ulong.MaxValue;
}
