namespace LtoPar.Driver.Reports.LogFile;

/// <summary>What the run had to work with.</summary>
/// <param name="Processors">Those that the process could use, by affinity and by the quota of its control groups.</param>
/// <param name="Workers">The most partitions at a time.</param>
/// <param name="Readers">The most threads before these.</param>
/// <param name="Executor">"threads", "worker processes" or "distributor".</param>
/// <param name="MemoryBytes">What the machine has, or the control groups allow.</param>
/// <param name="MemoryLimitBytes">What the run kept to; 0 where nothing was compiled.</param>
/// <param name="PeakRssBytes">The most that the process had; 0 where the system does not tell.</param>
/// <param name="PredictedPeakBytes">The prediction of that; 0 where nothing was compiled.</param>
internal sealed record LogMachine(
    int Processors, int Workers, int Readers, string Executor, long MemoryBytes, long MemoryLimitBytes, long PeakRssBytes, long PredictedPeakBytes);
