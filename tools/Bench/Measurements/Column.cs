namespace LtoPar.Bench.Measurements;

/// <summary>A quantity that is measured of a run.</summary>
internal enum Column
{
    Wall,
    Cpu,

    /// <summary>The peak memory of the largest process.</summary>
    Rss,

    /// <summary>The size of all .text sections.</summary>
    Text,
}
