namespace LtoPar.Driver.Reports.TraceFile;

/// <summary>What viewers show beside an event; each kind of event has some of these, and what is null is left out.</summary>
internal sealed record TraceArguments
{
    /// <summary>The name of a process or a row.</summary>
    public string? Name { get; init; }

    public int? SortIndex { get; init; }

    public int? Functions { get; init; }

    public long? Instructions { get; init; }

    public string? LargestFunction { get; init; }

    public long? ObjectBytes { get; init; }

    public bool? FromCache { get; init; }

    /// <summary>The cost that the cost model predicted, in microseconds of processor time on the machine that it was fitted on.</summary>
    public long? PredictedUs { get; init; }

    /// <summary>The cost that was measured, in microseconds of processor time.</summary>
    public long? CpuUs { get; init; }

    /// <summary>The function, loop or module that a pass ran on, as LLVM calls it.</summary>
    public string? Detail { get; init; }

    /// <summary>The value of a counter of memory.</summary>
    public long? Bytes { get; init; }

    /// <summary>The value of a counter of partitions.</summary>
    public int? Partitions { get; init; }
}
