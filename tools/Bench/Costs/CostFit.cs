using LtoPar.Bench.Reports;
using LtoPar.Driver.Reports.StatisticsFile;

namespace LtoPar.Bench.Costs;

/// <summary>
/// Fits the cost model (Backend/Scheduling/CostModel.cs): ms = a + b * symbols of the module + c * instructions of the partition for each step, by least
/// squares weighted with 1/ms. Optimising and code generation read the partition alone: for them b is left out.
/// </summary>
internal static class CostFit
{
    /// <summary>Prints a line for each step, from the statistics of runs of both stages.</summary>
    public static string Print(IReadOnlyCollection<RunDocument> codegen, IReadOnlyCollection<RunDocument> postIpo) =>
        Fit("carve", [.. codegen, .. postIpo], p => p.CarveCpuMs, withSymbols: true)
        + Fit("verify (codegen)", codegen, p => p.OptimizeCpuMs, withSymbols: false)
        + Fit("optimize (post-ipo)", postIpo, p => p.OptimizeCpuMs, withSymbols: false)
        + Fit("emit (codegen)", codegen, p => p.EmitCpuMs, withSymbols: false)
        + Fit("emit (post-ipo)", postIpo, p => p.EmitCpuMs, withSymbols: false);

    private static string Fit(string step, IReadOnlyCollection<RunDocument> runs, Func<PartitionDocument, double> time, bool withSymbols)
    {
        (double[] Factors, double Ms, double Weight)[] rows =
        [
            .. from run in runs
               from partition in run.Partitions
               let ms = time(partition)
               select (withSymbols ? new double[] { 1, partition.Instructions, run.Symbols } : [1, partition.Instructions], ms, 1 / Math.Max(1, ms)),
        ];
        double[] costs = LeastSquares.Solve(withSymbols ? 3 : 2, rows);
        double error = rows.Sum(r => Math.Abs(costs.Zip(r.Factors, (cost, factor) => cost * factor).Sum() - r.Ms)) / rows.Sum(r => r.Ms);
        string formula =
            $"{Numbers.Fixed(costs[0], 2),6} ms + {Numbers.Fixed(withSymbols ? costs[2] : 0, 5)} a symbol + {Numbers.Fixed(costs[1], 5)} an instruction";
        return $"{step,-20} {rows.Length,4} partitions: {formula}, error {Numbers.Fixed(100 * error, 0)} %\n";
    }
}
