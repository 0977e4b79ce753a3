namespace LtoPar.Driver.Reports.LogFile;

/// <summary>
/// Checks what the types of a log do not say: elements that are null, times that run backwards. A report is drawn from it without looking twice, and a log may
/// come from anywhere.
/// </summary>
internal static class LogCheck
{
    /// <summary>A year in milliseconds: what is longer is no run, and would be drawn as one.</summary>
    private const double Longest = 366.0 * 24 * 3600 * 1000;

    /// <returns>What is wrong; null: nothing is.</returns>
    public static string? Problem(LogDocument log) =>
        HasNull(log.Options) ? "options"
        : HasNull(log.Notes) ? "notes"
        : log.Machine is { Processors: < 1 } or { Workers: < 0 } or { Readers: < 0 } ? "machine"
        : !IsTime(log.WallMs) || !IsTime(log.CpuMs) ? "wall_ms or cpu_ms"
        : HasNull(log.Stages) || log.Stages.Any(s => !IsSpan(s.StartedMs, s.EndedMs) || !IsTime(s.CpuMs)) ? "stages"
        : HasNull(log.Partitions) ? "partitions"
        : log.Partitions.FirstOrDefault(p => !IsRight(p)) is { } wrong ? $"partition {wrong.Name}"
        : log.Partitions.Select(p => p.Name).Distinct(StringComparer.Ordinal).Count() < log.Partitions.Count ? "two partitions of one name"
        : log.Cut is { } cut && (HasNull(cut.Pairs) || HasNull(cut.Edges)) ? "cut"
        : new[] { log.Promoted, log.Cloned, log.Copied, log.Imported }.Any(s => s is not null && HasNull(s.Shown)) ? "symbols"
        : log.Together is { } together && (HasNull(together.Rules) || HasNull(together.Groups) || together.Groups.Any(g => HasNull(g.Rules))) ? "together"
        : log.Cache is { } cache && (HasNull(cache.NotKept) || (cache.Remote is { } remote && HasNull(remote.Misses))) ? "cache"
        : null;

    private static bool IsRight(LogPartition p) =>
        p.Worker >= 0 && p.Worker <= 1 << 16 && p.Functions >= 0 && p.Instructions >= 0 && p.ObjectBytes >= 0 && p.BitcodeBytes >= 0
        && IsSpan(p.StartedMs, p.EndedMs)
        && new[] { p.CarveMs, p.OptimizeMs, p.EmitMs, p.CarveCpuMs, p.OptimizeCpuMs, p.EmitCpuMs, p.PredictedMs }.All(IsTime);

    private static bool IsSpan(double start, double end) => IsTime(start) && IsTime(end) && start <= end;

    private static bool IsTime(double milliseconds) => milliseconds is >= 0 and <= Longest;

    /// <summary>The reader takes null for an element of a list of what cannot be null.</summary>
    private static bool HasNull<T>(IReadOnlyList<T> list)
        where T : class => list.Any(element => element is null);
}
