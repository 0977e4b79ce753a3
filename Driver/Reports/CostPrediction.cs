namespace LtoPar.Driver.Reports;

/// <summary>
/// Compares the cost model with a run, by processor time (where another machine did the work, by the time that it took). The machine's speed is no error:
/// predictions are scaled to the measured total first.
/// </summary>
/// <param name="Scale">Measured total over predicted total.</param>
/// <param name="Error">Sum of the partitions' errors over the measured total.</param>
internal readonly record struct CostPrediction(double Scale, double Error)
{
    public static CostPrediction Of(IReadOnlyList<PartitionStatistics> partitions)
    {
        double measured = partitions.Sum(p => p.Cost.TotalSeconds);
        double scale = measured / Math.Max(1e-9, partitions.Sum(p => p.Predicted.Total.TotalSeconds));
        double error = partitions.Sum(p => Math.Abs((p.Predicted.Total.TotalSeconds * scale) - p.Cost.TotalSeconds));
        return new CostPrediction(scale, error / Math.Max(1e-9, measured));
    }
}
