using LtoPar.CallGraph;
using LtoPar.TestSupport;

namespace LtoPar.Partitioner.Tests;

/// <summary>A profile keeps hot callees with their callers, and gives the linker an order.</summary>
public sealed class ProfileTests
{
    [Fact]
    public void A_hot_helper_is_with_the_caller_that_calls_it_most()
    {
        // The search meets "helper" below "cold" first.
        ProgramBuilder program = new ProgramBuilder().Function("cold", 60).Function("hot", 60).Function("helper", 30)
            .Edge("cold", "helper", EdgeKind.Call, 5, 5).Edge("hot", "helper", EdgeKind.Call, 1, 1000);
        PartitionOptions options = new() { MaxSize = 100 };

        Assert.True(Together(program.Build(), options, "cold", "helper"));
        Assert.True(Together(program.Profiled().Build(), options, "hot", "helper"));
    }

    [Fact]
    public void A_function_beyond_the_bounds_takes_its_hottest_helpers_in_up_to_a_quarter()
    {
        ProgramBuilder program = new ProgramBuilder().Function("loop", 200).Function("other", 90).Profiled();
        for (int i = 0; i < 4; i++)
        {
            program.Function($"op{i}", 20).Edge("loop", $"op{i}", EdgeKind.Call, 1, 1000 - (ulong)i);
        }

        ProgramGraph graph = program.Build();
        PartitionPlan plan = PartitionPlanner.Plan(graph, new PartitionOptions { MaxSize = 100 });
        Partition loop = plan.Partitions[plan.PartitionOf[0]];

        Assert.Equal(240, loop.Instructions);
        Assert.Equal(
            ["loop (200 instructions) with what it calls most (3 functions, 240 instructions) exceeds --max-functions=100/--max-size=100: one partition"],
            plan.Notes);
    }

    [Fact]
    public void Cold_calls_at_the_end_of_the_profile_hold_nothing_together()
    {
        ProgramBuilder program = new ProgramBuilder().Function("a", 40).Function("b", 40).Function("c", 40).Profiled()
            .Edge("a", "b", EdgeKind.Call, 1, 1_000_000).Edge("b", "c", EdgeKind.Call, 1, 1);
        int[] leaders = HotClusters.Leaders(program.Build(), new Bounds(100, 1000));

        Assert.Equal([0, 0, 2], leaders);
    }

    [Fact]
    public void The_order_follows_the_hottest_calls_and_starts_where_they_are_dense()
    {
        ProgramGraph graph = new ProgramBuilder()
            .Function("main", 100)
            .Function("cold", 100)
            .Function("hot", 10)
            .Function("leaf", 10)
            .Function("never", 10)
            .Profiled()
            .Edge("main", "cold", EdgeKind.Call, 1, 1).Edge("main", "hot", EdgeKind.Call, 1, 100).Edge("hot", "leaf", EdgeKind.Call, 1, 5000)
            .Edge("cold", "leaf", EdgeKind.Call, 1, 3).Build();

        Assert.Equal(["main", "hot", "leaf", "cold"], FunctionOrder.Of(graph).Select(f => graph.Symbols.Names[f]));
    }

    [Fact]
    public void There_is_no_order_without_a_profile() =>
        Assert.Empty(FunctionOrder.Of(new ProgramBuilder().Function("a", 1).Function("b", 1).Call("a", "b").Build()));

    private static bool Together(ProgramGraph graph, PartitionOptions options, string a, string b)
    {
        PartitionPlan plan = PartitionPlanner.Plan(graph, options);
        return plan.PartitionOf[graph.Symbols.Names.IndexOf(a)] == plan.PartitionOf[graph.Symbols.Names.IndexOf(b)];
    }
}
