namespace LtoPar.Fuzz;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014). Ours, so that a seed gives the same module under every .NET version.</summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 to <paramref name="bound"/> - 1; the bias is far below what a fuzzer could notice.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool OneIn(int n) => Below(n) == 0;

    public T Pick<T>(params ReadOnlySpan<T> from) => from[Below(from.Length)];

    public void Shuffle<T>(List<T> list)
    {
        for (int i = list.Count - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (list[i], list[other]) = (list[other], list[i]);
        }
    }
}
