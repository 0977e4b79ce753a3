using LtoPar.Backend.Partitions;
using LtoPar.Linkage;

namespace LtoPar.Backend.Scheduling;

/// <summary>The order in which partitions are handed out: largest predicted cost first, since what starts last should be short. Ties by number.</summary>
public static class JobOrder
{
    public static List<PartitionJob> Of(SymbolPlan plan, Stage stage, CostHistory history)
    {
        IReadOnlyList<double> milliseconds = history.Predict(plan, stage);
        List<PartitionJob> jobs = [.. plan.Partitions.Partitions.Select(
            p => new PartitionJob(p.Id, (long)(milliseconds[p.Id] * TimeSpan.TicksPerMillisecond)))];
        jobs.Sort(static (a, b) => (-a.Cost, a.Partition).CompareTo((-b.Cost, b.Partition)));
        return jobs;
    }
}
