using System.Globalization;
using LtoPar.Driver.Reports.StatisticsFile;

namespace LtoPar.Bench.Costs;

/// <summary>A row of the table behind the automatic --max-size: of several runs the one with the least processor time, relative to the serial work.</summary>
internal static class TuneRow
{
    /// <summary>The numbers of workers that the table has columns for.</summary>
    private static readonly int[] s_workers = [2, 8, 64];

    /// <param name="serial">Runs with one partition; its optimising and code generation are the serial work.</param>
    public static string Print(string program, string stage, string size, IEnumerable<RunDocument> runs, IEnumerable<RunDocument> serial)
    {
        PartitionDocument whole = Best(serial).Partitions[0];
        double work = whole.OptimizeCpuMs + whole.EmitCpuMs;
        RunDocument best = Best(runs);
        string[] cells =
        [
            program, stage, size, Text(best.Partitions.Count), Text(Ratio(Cpu(best) / work)),
            .. best.BalanceAt.Where(b => s_workers.Contains(b.Workers)).Select(b => Text(Ratio(b.MakespanMs / work))),
            Text(Math.Round(best.PeakRssBytes / 1048576.0, MidpointRounding.AwayFromZero)),
        ];
        return $"| {string.Join(" | ", cells)} |\n";
    }

    private static RunDocument Best(IEnumerable<RunDocument> runs) => runs.MinBy(Cpu) ?? throw new FormatException("there is no run");

    private static double Cpu(RunDocument run) => run.Partitions.Sum(p => p.CarveCpuMs + p.OptimizeCpuMs + p.EmitCpuMs);

    private static double Ratio(double ratio) => Math.Round(ratio * 1000, MidpointRounding.AwayFromZero) / 1000;

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
