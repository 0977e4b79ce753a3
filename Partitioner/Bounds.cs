namespace LtoPar.Partitioner;

/// <summary>What a partition may hold at most.</summary>
internal readonly record struct Bounds(int MaxFunctions, long MaxSize)
{
    public bool Hold(long functions, long instructions) => functions <= MaxFunctions && instructions <= MaxSize;

    /// <summary>At least a fraction of either bound.</summary>
    public bool ReachFraction(long functions, long instructions, int denominator) =>
        functions * denominator >= MaxFunctions || instructions * denominator >= MaxSize;

    /// <summary>A quarter more, at least one.</summary>
    public Bounds Raised() => new(
        (int)Math.Min(int.MaxValue, MaxFunctions + Math.Max(1L, MaxFunctions / 4)),
        MaxSize > long.MaxValue / 2 ? MaxSize : MaxSize + Math.Max(1, MaxSize / 4));
}
