using LtoPar.CallGraph;
using LtoPar.TestSupport;

namespace LtoPar.Partitioner.Tests;

public sealed class NotesAndOptionsTests
{
    [Fact]
    public void An_oversized_group_says_what_holds_it_together()
    {
        ProgramGraph graph = new ProgramBuilder().Function("f", 70).Function("g", 70).Alias("f2", "f").Tie("f", "g", TieReason.Comdat).Build();

        Assert.Equal(
            ["group of f (2 functions, 140 instructions; held together by comdat, alias) exceeds --max-functions=100/--max-size=100: one partition"],
            PartitionPlanner.Plan(graph, new PartitionOptions { MaxSize = 100 }).Notes);
    }

    [Fact]
    public void An_oversized_function_is_named()
    {
        ProgramGraph graph = new ProgramBuilder().Function("huge", 101).Function("f", 50).Call("huge", "f").Build();
        PartitionPlan plan = PartitionPlanner.Plan(graph, new PartitionOptions { MaxSize = 100 });

        Assert.Equal(2, plan.Partitions.Count);
        Assert.Equal(["function huge (101 instructions) exceeds --max-functions=100/--max-size=100: one partition"], plan.Notes);
    }

    [Theory]
    [InlineData(PartitionStrategy.Dfs)]
    [InlineData(PartitionStrategy.Balanced)]
    [InlineData(PartitionStrategy.Max)]
    public void The_cap_raises_the_bounds_and_says_so(PartitionStrategy strategy)
    {
        ProgramBuilder program = new();
        for (int i = 0; i < 64; i++)
        {
            program.Function($"f{i}", 100);
        }

        PartitionPlan plan = PartitionPlanner.Plan(
            program.Build(), new PartitionOptions { Strategy = strategy, MaxFunctions = 4, MaxSize = 400, MaxPartitions = 4 });

        Assert.InRange(plan.Partitions.Count, 1, 4);
        Assert.Equal([$"--partitions=4 needs larger partitions: bounds raised to {plan.MaxFunctions} functions, {plan.MaxSize} instructions"], plan.Notes);
        Assert.True(plan.MaxFunctions >= 16 && plan.MaxSize >= 1600);
    }

    [Fact]
    public void The_cap_of_max_counts_data_as_well()
    {
        ProgramBuilder program = new();
        for (int i = 0; i < 20; i++)
        {
            program.Function($"f{i}", 1).Variable($"v{i}");
        }

        Assert.InRange(
            PartitionPlanner.Plan(program.Build(), new PartitionOptions { Strategy = PartitionStrategy.Max, MaxPartitions = 30 }).Partitions.Count, 2, 30);
    }

    [Fact]
    public void Unconnected_functions_are_packed()
    {
        ProgramBuilder program = new();
        for (int i = 0; i < 1000; i++)
        {
            program.Function($"f{i}", 1);
        }

        Assert.InRange(PartitionPlanner.Plan(program.Build(), new PartitionOptions()).Partitions.Count, 10, 20);
    }

    [Theory]
    [InlineData(0, 1L, 1)]
    [InlineData(1, 0L, 1)]
    [InlineData(1, 1L, 0)]
    [InlineData(-1, -1L, -1)]
    public void Bounds_below_one_are_refused(int maxFunctions, long maxSize, int maxPartitions)
    {
        PartitionOptions options = new() { MaxFunctions = maxFunctions, MaxSize = maxSize, MaxPartitions = maxPartitions };
        Assert.Throws<ArgumentOutOfRangeException>(() => PartitionPlanner.Plan(new ProgramBuilder().Build(), options));
    }

    [Fact]
    public void An_unknown_strategy_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => PartitionPlanner.Plan(new ProgramBuilder().Build(), new PartitionOptions { Strategy = (PartitionStrategy)99 }));
}
