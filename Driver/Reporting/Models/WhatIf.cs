using LtoPar.Backend.Scheduling;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Models;

/// <summary>
/// Reckons how long a run would have taken with other numbers of cores, and as many workers. What one thread does while the others wait stays as long as it
/// was; reading is divided, as far as its processor time says that it was; and the partitions are handed out again, in the order in which they began and at
/// the processor time that each took, as the scheduler hands them out (<see cref="ListSchedule"/>).
///
/// It does not know that cores which share caches or a clock slow each other down, nor of limits on memory. What other users of the machine took away is not
/// in processor times, so on a busy machine the reckoning is of a quiet one.
/// </summary>
internal sealed class WhatIf
{
    /// <summary>The most cores that are reckoned with.</summary>
    public const int MostCores = 64;

    private readonly double _readingMs;
    private readonly double _compilingMs;
    private readonly TimeSpan[] _costs;

    private WhatIf(double serialMs, double readingMs, double compilingMs, TimeSpan[] costs)
    {
        SerialMs = serialMs;
        _readingMs = readingMs;
        _compilingMs = compilingMs;
        _costs = costs;
    }

    /// <summary>The time that no number of cores shortens: phases of one thread, what is serial in the others, and what is between phases.</summary>
    public double SerialMs { get; }

    /// <summary>The longest partition: with all the cores in the world, the run takes this and <see cref="SerialMs"/>.</summary>
    public double LongestMs => _costs.Select(c => c.TotalMilliseconds).DefaultIfEmpty().Max();

    /// <summary>The time that can be divided: reading and partitions.</summary>
    public double DivisibleMs => _readingMs + _costs.Sum(c => c.TotalMilliseconds);

    public static WhatIf Of(LogDocument log)
    {
        double serial = Math.Max(0, log.WallMs - log.Stages.Sum(s => s.WallMs)), reading = 0, compiling = 0;
        LogPartition[] compiled = [.. log.Partitions.Where(p => p.HasWorker).OrderBy(p => p.StartedMs).ThenBy(p => p.Name, StringComparer.Ordinal)];
        foreach (LogStage stage in log.Stages)
        {
            if (stage.Name == LogStage.Compile)
            {
                compiling += AroundPartitions(stage, compiled);
            }
            else if (stage.IsParallel)
            {
                double divided = Divisible(stage, log.Machine.Readers);
                reading += divided;
                serial += Undivided(stage, divided, log.Machine.Readers);
            }
            else
            {
                serial += stage.WallMs;
            }
        }

        return new WhatIf(serial + compiling, reading, compiling, [.. compiled.Select(p => TimeSpan.FromMilliseconds(p.CostMs))]);
    }

    /// <summary>The time that the run would have taken.</summary>
    public double WallMs(int cores) => SerialMs + (_readingMs / cores) + MakespanMs(cores);

    /// <summary>The time of compiling, in milliseconds.</summary>
    public double CompileMs(int cores) => _compilingMs + MakespanMs(cores);

    /// <summary>Whether more cores would gain nothing: the partitions end when the longest one does.</summary>
    public bool IsBoundByOnePartition(int cores) => _costs.Length > 0 && MakespanMs(cores) <= LongestMs * 1.001;

    private double MakespanMs(int cores) => ListSchedule.Makespan(_costs, cores).TotalMilliseconds;

    /// <summary>The time in the phase before the first partition begins and after the last one ends.</summary>
    private static double AroundPartitions(LogStage stage, LogPartition[] compiled) =>
        compiled.Length == 0 ? stage.WallMs : Math.Max(0, stage.WallMs - (compiled.Max(p => p.EndedMs) - compiled.Min(p => p.StartedMs)));

    /// <summary>
    /// The processor time that was divided among readers. Of a phase of wall time w and processor time c by r readers, s serial: w = s + d / r and c = s + d.
    /// </summary>
    private static double Divisible(LogStage stage, int readers) =>
        readers <= 1 ? stage.WallMs : Math.Clamp((stage.CpuMs - stage.WallMs) * readers / (readers - 1), 0, stage.CpuMs);

    private static double Undivided(LogStage stage, double divided, int readers) => readers <= 1 ? 0 : Math.Max(0, stage.WallMs - (divided / readers));
}
