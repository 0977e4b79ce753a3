namespace LtoPar.Bench.Measurements;

/// <summary>The circumstances of a series of measurements.</summary>
/// <param name="Date">When it ended, as 2026-01-31T12:00:00Z.</param>
/// <param name="Llvm">The version of LLVM.</param>
/// <param name="Cpus">The processors there are.</param>
/// <param name="Jobs">The threads that the tools may use.</param>
/// <param name="Load">The load average before it began.</param>
/// <param name="IsCold">The page cache was emptied before each run.</param>
internal sealed record Facts(string Date, string Llvm, int Cpus, int Jobs, decimal Load, bool IsCold)
{
    public string PageCache => IsCold ? "cold" : "warm";
}
