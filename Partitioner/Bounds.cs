namespace LtoPar.Partitioner;

/// <summary>The most functions and instructions that a partition may have.</summary>
internal readonly record struct Bounds(int MaxFunctions, long MaxSize)
{
    public bool Allow(long functions, long instructions) => functions <= MaxFunctions && instructions <= MaxSize;

    /// <summary>At least a fraction of either bound.</summary>
    public bool ReachFraction(long functions, long instructions, int denominator) =>
        functions >= (MaxFunctions + (long)denominator - 1) / denominator
        || instructions >= (MaxSize / denominator) + (MaxSize % denominator == 0 ? 0 : 1);

    /// <summary>A quarter more, at least one.</summary>
    public Bounds Raised() => new(
        (int)Math.Min(int.MaxValue, MaxFunctions + Math.Max(1L, MaxFunctions / 4)),
        MaxSize > long.MaxValue / 2 ? long.MaxValue : MaxSize + Math.Max(1, MaxSize / 4));

    /// <summary>The fewest partitions that so much fits in.</summary>
    public long PartitionsFor(long functions, long instructions) =>
        Math.Max(CeilingOf(functions, MaxFunctions), CeilingOf(instructions, MaxSize));

    private static long CeilingOf(long total, long bound) => (total / bound) + (total % bound == 0 ? 0 : 1);
}
