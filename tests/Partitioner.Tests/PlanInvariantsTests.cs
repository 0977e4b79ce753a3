using LtoPar.CallGraph;
using LtoPar.TestSupport;

namespace LtoPar.Partitioner.Tests;

/// <summary>The checker finds each kind of wrong plan; otherwise that it is silent means nothing.</summary>
public sealed class PlanInvariantsTests
{
    // 0 f, 1 puts (declared), 2 g, 3 v; f and g are one group through puts.
    private static readonly ProgramGraph s_graph = new ProgramBuilder()
        .Function("f", 10).Function("puts", 0, SymbolFlags.None, SymbolLinkage.External).Function("g", 10).Variable("v")
        .Tie("f", "puts", TieReason.Comdat).Tie("g", "puts", TieReason.Comdat).Build();

    [Fact]
    public void A_right_plan_passes() => Check([0, -1, 0, 1], new Partition(0, [0, 2], 2, 20), new Partition(1, [3], 0, 0));

    [Fact]
    public void A_group_glued_by_a_declaration_is_whole() =>
        Violated("apart from the group", [0, -1, 1, 1], new Partition(0, [0], 1, 10), new Partition(1, [2, 3], 1, 10));

    [Fact]
    public void Nothing_is_left_out() => Violated("in no partition", [0, -1, 0, -1], new Partition(0, [0, 2], 2, 20));

    [Fact]
    public void Nothing_is_listed_twice() =>
        Violated("two partitions", [0, -1, 0, 1], new Partition(0, [0, 2, 3], 2, 20), new Partition(1, [3], 0, 0));

    [Fact]
    public void Nothing_is_unlisted() => Violated("are listed", [0, -1, 0, 0], new Partition(0, [0, 2], 2, 20));

    [Fact]
    public void Declarations_have_no_partition() => Violated("needs no partition", [0, 0, 0, 0], new Partition(0, [0, 1, 2, 3], 3, 20));

    [Fact]
    public void Lists_are_sorted() => Violated("not sorted", [0, -1, 0, 0], new Partition(0, [2, 0, 3], 2, 20));

    [Fact]
    public void Sums_are_right() => Violated("summed wrongly", [0, -1, 0, 0], new Partition(0, [0, 2, 3], 2, 21));

    [Fact]
    public void Empty_partitions_are_dropped() =>
        Violated("is empty", [0, -1, 0, 0], new Partition(0, [0, 2, 3], 2, 20), new Partition(1, [], 0, 0));

    [Fact]
    public void Bounds_hold()
    {
        ProgramGraph graph = new ProgramBuilder().Function("f", 10).Function("g", 10).Build();
        PartitionPlan plan = new([new Partition(0, [0, 1], 2, 20)], [0, 0], 0, 1, 100, []);
        Assert.Contains(
            "exceeds the bounds", Assert.Throws<InvalidOperationException>(() => PlanInvariants.Check(graph, plan)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Assembly_is_with_its_symbols()
    {
        ProgramGraph graph = new ProgramBuilder().Function("f", 10).Function("g", 10).ModuleAsm("g").Build();
        PartitionPlan plan = new([new Partition(0, [0], 1, 10), new Partition(1, [1], 1, 10)], [0, 1], 0, 1, 100, []);
        Assert.Contains("assembly", Assert.Throws<InvalidOperationException>(() => PlanInvariants.Check(graph, plan)).Message, StringComparison.Ordinal);
    }

    private static void Violated(string what, int[] partitionOf, params Partition[] partitions) =>
        Assert.Contains(what, Assert.Throws<InvalidOperationException>(() => Check(partitionOf, partitions)).Message, StringComparison.Ordinal);

    private static void Check(int[] partitionOf, params Partition[] partitions) =>
        PlanInvariants.Check(s_graph, new PartitionPlan(partitions, partitionOf, 0, 1, 100, []));
}
