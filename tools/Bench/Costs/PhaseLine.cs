using System.Globalization;
using LtoPar.Bench.Reports;
using LtoPar.Driver.Reports.StatisticsFile;

namespace LtoPar.Bench.Costs;

/// <summary>
/// The phases that the scale bench records of a run: "read plan linkage combine carve optimize emit partitions", in ms, the last three steps summed
/// over workers.
/// </summary>
internal static class PhaseLine
{
    private static readonly string[] s_phases = ["read", "plan", "linkage", "combine"];

    public static string Print(RunDocument run)
    {
        IEnumerable<double> phases = s_phases.Select(name => run.Phases.FirstOrDefault(p => p.Name == name)?.WallMs ?? 0);
        double[] steps = [run.Partitions.Sum(p => p.CarveMs), run.Partitions.Sum(p => p.OptimizeMs), run.Partitions.Sum(p => p.EmitMs)];
        return string.Join(' ', phases.Select(Text).Concat(steps.Select(ms => Numbers.Fixed(ms, 3))).Append(Text(run.Partitions.Count))) + "\n";
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
