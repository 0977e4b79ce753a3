using LtoPar.Backend.Partitions;

namespace LtoPar.Backend.Scheduling;

/// <summary>
/// Predicts what a partition takes, in milliseconds of the machine the factors were fitted on (docs/performance.md). Elsewhere only the
/// proportions hold, and proportions are all that an order of work needs: the partition predicted to take longest starts first.
/// </summary>
public static class CostModel
{
    private static readonly LinearCost s_carve = new(2.0, 0.0012, 0.0005);
    private static readonly LinearCost s_verify = new(0.2, 0, 0.0002);
    private static readonly LinearCost s_optimize = new(0.5, 0, 0.0095);
    private static readonly LinearCost s_optimizeFromInlining = new(0.5, 0, 0.011);
    private static readonly LinearCost s_optimizeFromIpo = new(0.5, 0, 0.018);
    private static readonly LinearCost s_import = new(0, 0, 0.006);
    private static readonly LinearCost s_emit = new(0.3, 0, 0.0194);

    public static StageTimes Predict(in PartitionExtent extent, Stage stage) => StageTimes.FromMilliseconds(
        s_carve.Of(extent), Optimize(stage).Of(extent) + s_import.Of(extent with { Instructions = extent.Imported }), s_emit.Of(extent));

    private static LinearCost Optimize(Stage stage) => stage switch
    {
        Stage.Codegen => s_verify,
        Stage.PostIpo => s_optimize,
        Stage.Ipo or Stage.ParallelIpo or Stage.PartitionIpo => s_optimizeFromIpo,
        _ => s_optimizeFromInlining,
    };
}
