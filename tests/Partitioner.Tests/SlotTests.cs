using LtoPar.CallGraph;
using LtoPar.TestSupport;

namespace LtoPar.Partitioner.Tests;

/// <summary>Slots are alone in the last partition, and decide nothing about the others.</summary>
public sealed class SlotTests
{
    private const SymbolFlags Slot =
        SymbolFlags.Definition | SymbolFlags.ExternallyInitialized | SymbolFlags.HasSection | SymbolFlags.CompilerUsed | SymbolFlags.Slot;

    [Theory]
    [InlineData(PartitionStrategy.Dfs)]
    [InlineData(PartitionStrategy.Balanced)]
    [InlineData(PartitionStrategy.Max)]
    public void They_are_alone_in_the_last_partition(PartitionStrategy strategy)
    {
        ProgramGraph graph = Program().Build();
        PartitionPlan plan = PartitionPlanner.Plan(graph, new PartitionOptions { Strategy = strategy, MaxSize = 50 });
        Assert.Equal(["freq", "taps", "other_name"], NamesIn(graph, plan.Partitions[^1]));
        Assert.True(plan.Partitions.Count >= 3);
    }

    [Fact]
    public void One_partition_has_them_too() => Assert.Single(
        PartitionPlanner.Plan(Program().Build(), new PartitionOptions { Strategy = PartitionStrategy.One }).Partitions);

    [Fact]
    public void A_program_of_slots_is_one_partition() => Assert.Single(
        PartitionPlanner.Plan(new ProgramBuilder().Variable("a", flags: Slot).Variable("b", flags: Slot).Build(), new PartitionOptions()).Partitions);

    /// <summary>What a value names is the value's affair: with another one, everything else is where it was.</summary>
    [Fact]
    public void What_their_values_name_moves_nothing()
    {
        PartitionOptions options = new() { MaxSize = 50 };
        ProgramGraph plain = Program().Build();
        ProgramGraph named = Program().Reference("freq", "g", 9).Reference("taps", "table", 9).Reference("taps", ".text", 9).Build();
        Assert.Equal(
            PartitionPlanner.Plan(plain, options).PartitionOf.ToArray(), PartitionPlanner.Plan(named, options).PartitionOf.ToArray());
    }

    [Fact]
    public void A_text_that_slots_alone_name_goes_with_them()
    {
        ProgramGraph graph = Program().Copyable(".name").Reference("freq", ".name").Build();
        PartitionPlan plan = PartitionPlanner.Plan(graph, new PartitionOptions { MaxSize = 50 });
        Assert.Equal(["freq", "taps", ".name", "other_name"], NamesIn(graph, plan.Partitions[^1]));
    }

    [Theory]
    [InlineData("f", "function f (comdat, alias)")]
    [InlineData("table", "variable table (comdat, alias)")]
    public void One_that_is_tied_to_something_else_is_told(string other, string said)
    {
        string problem = SlotGroups.Problem(Program().Tie("taps", other, TieReason.Comdat).Build())!;
        Assert.Contains("slot 'taps' cannot be alone: it has to stay with ", problem, StringComparison.Ordinal);
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Slots_may_be_tied_to_each_other() =>
        Assert.Null(SlotGroups.Problem(Program().Tie("taps", "freq", TieReason.SectionOrder).Build()));

    private static ProgramBuilder Program() => new ProgramBuilder()
        .Function("main", 30, linkage: SymbolLinkage.External).Function("f", 30).Function("g", 30)
        .Variable("table").Variable("freq", flags: Slot).Variable("taps", flags: Slot).Copyable(".text").Alias("other_name", "taps")
        .Call("main", "f").Call("main", "g").Reference("f", "freq").Reference("g", "freq").Reference("f", "taps").Reference("g", "table")
        .Reference("main", ".text");

    private static IEnumerable<string> NamesIn(ProgramGraph graph, Partition partition) => partition.Symbols.Select(s => graph.Symbols.Names[s]);
}
