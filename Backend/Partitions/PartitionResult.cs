using LtoPar.Partitioner;

namespace LtoPar.Backend.Partitions;

/// <summary>One compiled partition.</summary>
/// <param name="Diagnostics">Warnings and remarks of LLVM, in the order it gave them.</param>
public sealed record PartitionResult(int Partition, byte[] Object, IReadOnlyList<string> Diagnostics, PartitionTiming Timing)
{
    /// <summary>It was not compiled in this run.</summary>
    public bool IsFromCache { get; init; }

    /// <summary>Null: this process compiled it, or nobody tells.</summary>
    public ElsewhereRun? Elsewhere { get; init; }

    /// <summary>
    /// What compiling it takes: its processor time, or the time that it took on another machine. Null: it was not compiled in this run, or nobody tells.
    /// </summary>
    public TimeSpan? Cost => IsFromCache ? null
        : Elsewhere is { } run ? run.Ended - run.Started
        : Timing.Cpu.Emit > TimeSpan.Zero ? Timing.Cpu.Total
        : null;

    /// <summary>Optimisation remarks as YAML; empty where none were asked for.</summary>
    public byte[] Remarks { get; init; } = [];

    /// <summary>Its object may depend on files besides (<see cref="AsmFiles"/>). False where nobody asked.</summary>
    public bool ReadsFiles { get; init; }

    /// <summary>The bitcode of the partition as it was before code generation. Null where nobody asked.</summary>
    public byte[]? Optimized { get; init; }

    /// <summary>
    /// The passes that LLVM ran, as it writes them (<see cref="Llvm.PassProfile"/>), from when optimising began. Null where nobody asked, or nobody knows.
    /// </summary>
    public byte[]? Passes { get; init; }
}
