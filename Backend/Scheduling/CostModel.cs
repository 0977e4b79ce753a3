namespace LtoPar.Backend.Scheduling;

/// <summary>
/// Predicts what a partition takes, in milliseconds of the machine the factors were fitted on (docs/performance.md). Elsewhere only the
/// proportions hold, and proportions are all that an order of work needs: the partition predicted to take longest starts first.
/// </summary>
public static class CostModel
{
    private static readonly LinearCost s_carve = new(2.1, 0.0012, 0, 0.0007);
    private static readonly LinearCost s_parse = new(0.5, 0, 0, 0.0005);
    private static readonly LinearCost s_optimize = new(0.5, 0, 0, 0.0095);
    private static readonly LinearCost s_emit = new(0.3, 0, 0, 0.0194);

    public static StageTimes Predict(in PartitionExtent extent, Stage stage) => StageTimes.FromMilliseconds(
        s_carve.Of(extent), (stage == Stage.Codegen ? s_parse : s_optimize).Of(extent), s_emit.Of(extent));
}
