using System.Globalization;
using LtoPar.Backend.Scheduling;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Reports;

/// <summary>--print-stats: where the time went, and which partitions and functions dominate it.</summary>
internal static class StatisticsTable
{
    private const int Shown = 5;

    public static void Print(RunStatistics statistics, TextWriter writer)
    {
        PlainTable phases = new(("phase", false), ("ms", true));
        foreach (Phase phase in statistics.Phases)
        {
            phases.Add(phase.Name, Milliseconds(phase.Wall));
        }

        phases.Add("total", Milliseconds(statistics.Wall));
        phases.Write(writer);
        PlainTable partitions = new(
            ("slowest", false), ("functions", true), ("instructions", true), ("carve ms", true), ("optimize ms", true), ("emit ms", true), ("cpu ms", true),
            ("predicted", true), ("largest function", false));
        foreach (PartitionStatistics p in statistics.Partitions.OrderByDescending(p => p.Timing.Total).Take(Shown))
        {
            partitions.Add(
                SymbolText.PartitionName(p.Partition.Id),
                Number(p.Partition.Functions),
                Number(p.Partition.Instructions),
                Milliseconds(p.Timing.Carve),
                Milliseconds(p.Timing.Optimize),
                Milliseconds(p.Timing.Emit),
                Milliseconds(p.Cost),
                Milliseconds(p.Predicted.Total * statistics.Prediction.Scale),
                p.LargestFunction);
        }

        partitions.Write(writer);
        if (statistics.Straggler is { } last)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{SymbolText.PartitionName(last.Partition.Partition.Id)} ended last, {Milliseconds(last.Alone)} ms after all "
                    + $"others{Largest(last.Partition)}"));
        }

        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"balance by processor time: {string.Join(", ", statistics.Forecasts.Select(f => Forecast(statistics, f)))}; "
                + $"costs predicted within {statistics.Prediction.Error:0%}"));
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{statistics.Partitions.Count} partitions, {statistics.Memory.Workers} jobs, balance {statistics.Balance:0.00} (slowest over mean), "
                + $"serial fraction {statistics.OneThreadFraction:0.0%} of processor time, peak memory {statistics.PeakMemoryBytes / 1048576.0:0} "
                + $"MiB (predicted {statistics.PredictedPeakBytes / 1048576.0:0}), {statistics.Collections} collections"));
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"cut {statistics.Plan.CutEdges} call edges ({statistics.Plan.CutShare:0.0%} of the weight), promoted {statistics.Plan.Promoted}, "
                + $"cloned {statistics.Plan.Cloned}, copied {statistics.Plan.Copied}"));
        if (statistics.Places is [_, ..] places)
        {
            writer.WriteLine($"compiled by {string.Join(", ", places.Select(p => $"{p.Name}: {p.Partitions}"))}");
        }

        if (statistics.Cache is { } cache)
        {
            writer.WriteLine($"cache: {cache}");
            if (cache.Remote is { } remote)
            {
                writer.WriteLine($"remote cache: {remote}");
            }
        }

        if (statistics.Plan.Imported > 0)
        {
            long instructions = statistics.Plan.ImportedInstructions;
            double share = (double)instructions / Math.Max(1, statistics.Partitions.Sum(p => p.Partition.Instructions));
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"imported {statistics.Plan.Imported} functions for inlining, {instructions} instructions ({share:0.00} of the program)"));
        }
    }

    private static string Largest(PartitionStatistics p) => p.LargestFunction.Length == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; {p.LargestFunction} is {p.LargestShare:0%} of its instructions");

    private static string Forecast(RunStatistics statistics, ScheduleForecast forecast) => string.Create(
        CultureInfo.InvariantCulture,
        $"{forecast.Balance:0.00} with {forecast.Workers} workers "
            + $"({Milliseconds(forecast.Makespan)} ms, and {Milliseconds(statistics.WallWith(forecast))} in all)");

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
