using LtoPar.CallGraph;
using LtoPar.TestSupport;

namespace LtoPar.Partitioner.Tests;

/// <summary>Before inlining, local functions with one caller stay with it.</summary>
public sealed class SingleCallerTests
{
    [Fact]
    public void One_call_in_one_function_makes_a_single_caller()
    {
        ProgramGraph graph = new ProgramBuilder().Function("main", 10, linkage: SymbolLinkage.External).Function("single", 10).Function("twice", 10)
            .Function("taken", 10).Function("visible", 10, linkage: SymbolLinkage.External).Function("self", 10).Function("never", 10,
                SymbolFlags.Definition | SymbolFlags.NeverInlined)
            .Call("main", "single").Call("main", "twice", 2).Call("main", "taken").Reference("single", "taken").Call("main", "visible")
            .Call("self", "self").Call("main", "never").Build();
        int[] callers = SingleCallers.Find(graph);
        Assert.Equal(
            ["single"], Enumerable.Range(0, callers.Length).Where(s => callers[s] >= 0).Select(s => graph.Symbols.Names[s]));
        Assert.Equal("main", graph.Symbols.Names[callers[Array.IndexOf(graph.Symbols.Names, "single")]]);
    }

    /// <summary>Both children would be cut off; the one that only its parent calls stays, and takes the partition a quarter over the bound.</summary>
    [Theory]
    [InlineData(25, true)]
    [InlineData(26, false)]
    public void It_stays_with_its_caller_up_to_a_quarter_over_the_bound(long size, bool isTogether)
    {
        ProgramGraph graph = new ProgramBuilder().Function("main", 60, linkage: SymbolLinkage.External).Function("parent", 100).Function("single", size)
            .Call("main", "parent", 2).Call("parent", "single").Build();
        PartitionPlan plan = PartitionPlanner.Plan(graph, new PartitionOptions { MaxSize = 100, BeforeInlining = true });
        Assert.Equal(isTogether, Together(graph, plan, "parent", "single"));
        Assert.False(Together(graph, PartitionPlanner.Plan(graph, new PartitionOptions { MaxSize = 100 }), "parent", "single"));
    }

    [Fact]
    public void Of_several_the_smallest_stay()
    {
        ProgramGraph graph = new ProgramBuilder().Function("main", 80, linkage: SymbolLinkage.External).Function("large", 60).Function("small", 20)
            .Function("smaller", 10).Call("main", "large").Call("main", "small").Call("main", "smaller").Build();
        PartitionPlan plan = PartitionPlanner.Plan(graph, new PartitionOptions { MaxSize = 100, BeforeInlining = true });
        Assert.True(Together(graph, plan, "main", "small") && Together(graph, plan, "main", "smaller"));
        Assert.False(Together(graph, plan, "main", "large"));
    }

    [Fact]
    public void Random_programs_keep_the_invariants()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            ProgramGraph graph = RandomPrograms.Make(seed).Build();
            // The planner proves the plan.
            PartitionPlanner.Plan(graph, new PartitionOptions { MaxFunctions = 1 + (seed % 7), BeforeInlining = true });
        }
    }

    private static bool Together(ProgramGraph graph, PartitionPlan plan, string a, string b) =>
        plan.PartitionOf[Array.IndexOf(graph.Symbols.Names, a)] == plan.PartitionOf[Array.IndexOf(graph.Symbols.Names, b)];
}
