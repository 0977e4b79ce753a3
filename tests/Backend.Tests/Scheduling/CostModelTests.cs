using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;

namespace LtoPar.Backend.Tests.Scheduling;

public sealed class CostModelTests
{
    [Fact]
    public void More_instructions_cost_more_and_symbols_cost_the_carving()
    {
        StageTimes small = CostModel.Predict(new PartitionExtent(1000, 1000, 100), Stage.PostIpo);
        StageTimes large = CostModel.Predict(new PartitionExtent(1000, 10_000, 100), Stage.PostIpo);
        StageTimes crowded = CostModel.Predict(new PartitionExtent(100_000, 1000, 100), Stage.PostIpo);
        Assert.True(large.Carve > small.Carve && large.Optimize > small.Optimize && large.Emit > small.Emit);
        Assert.True(crowded.Carve > small.Carve);
        Assert.Equal(small.Emit, crowded.Emit);
    }

    [Fact]
    public void Code_generation_alone_costs_no_passes()
    {
        PartitionExtent extent = new(1000, 10_000, 100);
        Assert.True(CostModel.Predict(extent, Stage.Codegen).Optimize < CostModel.Predict(extent, Stage.PostIpo).Optimize / 4);
    }
}
