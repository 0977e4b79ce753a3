using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Comparing;

/// <summary>A partition of two runs.</summary>
/// <param name="Before">Null: it is new.</param>
/// <param name="After">Null: it is gone.</param>
internal sealed record PartitionChange(LogPartition? Before, LogPartition? After)
{
    /// <summary>Less than this is what two runs of the same differ by.</summary>
    private const double LeastMs = 5;

    private const double LeastShare = 0.1;

    public double DifferenceMs => (After?.CostMs ?? 0) - (Before?.CostMs ?? 0);

    public ChangeKind Kind =>
        Before is null ? ChangeKind.Added
        : After is null ? ChangeKind.Gone
        : Before.IsHit != After.IsHit ? (After.IsHit ? ChangeKind.NowCached : ChangeKind.NowCompiled)
        : Math.Abs(DifferenceMs) < Math.Max(LeastMs, Before.CostMs * LeastShare) ? ChangeKind.Same
        : DifferenceMs > 0 ? ChangeKind.Slower
        : ChangeKind.Faster;

    /// <summary>The name in the later run where there is one, with that in the earlier one where it was another.</summary>
    public string Name => After is null ? Before!.Name : Before is null || Before.Name == After.Name ? After.Name : $"{After.Name} (was {Before.Name})";

    public string First => (After ?? Before)!.First;
}
