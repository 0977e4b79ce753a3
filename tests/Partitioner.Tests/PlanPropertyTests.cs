using FsCheck;
using FsCheck.Fluent;
using LtoPar.CallGraph;
using LtoPar.TestSupport;

namespace LtoPar.Partitioner.Tests;

/// <summary>
/// What holds for every program and all options, on ten thousand random ones. FsCheck chooses the program's seed and prints it when a property
/// fails: <c>RandomPrograms.Make(seed)</c> is the counterexample. The replay seed is fixed, so a run that was green stays green.
/// </summary>
public sealed class PlanPropertyTests
{
    private const int Runs = 10_000;

    [Fact]
    public void Plans_hold_their_invariants() => ForAll((graph, options) => PlanInvariants.Check(graph, PartitionPlanner.Plan(graph, options)));

    /// <summary>The same again from the definitions, in case the checker has the planner's mistakes.</summary>
    [Fact]
    public void Every_definition_has_one_partition_and_groups_are_whole() => ForAll((graph, options) =>
    {
        PartitionPlan plan = PartitionPlanner.Plan(graph, options);
        int[] listed = [.. plan.Partitions.SelectMany(p => p.Symbols).Order()];
        Assert.Equal(Enumerable.Range(0, graph.SymbolCount).Where(graph.Symbols.NeedsPartition), listed);
        Assert.All(plan.Partitions, p => Assert.Equal(p.Symbols.Order(), p.Symbols));
        Assert.All(plan.Partitions, p => Assert.All(p.Symbols, s => Assert.Equal(p.Id, plan.PartitionOf[s])));
        foreach (IGrouping<int, int> group in listed.GroupBy(graph.Groups.LeaderOf))
        {
            Assert.Single(group.Select(s => plan.PartitionOf[s]).Distinct());
        }
    });

    [Fact]
    public void Bounds_hold_unless_a_partition_is_one_group() => ForAll((graph, options) =>
    {
        PartitionPlan plan = PartitionPlanner.Plan(graph, options);
        Assert.True(plan.MaxFunctions >= options.MaxFunctions && plan.MaxSize >= options.MaxSize);
        bool raised = (plan.MaxFunctions, plan.MaxSize) != (options.MaxFunctions, options.MaxSize);
        Assert.Equal(raised && options.Strategy != PartitionStrategy.One, plan.Notes.Any(n => n.Contains("bounds raised", StringComparison.Ordinal)));
        int oversized = 0;
        foreach (Partition partition in plan.Partitions.Where(p => p.Functions > plan.MaxFunctions || p.Instructions > plan.MaxSize))
        {
            oversized++;
            long[] groups = [.. partition.Symbols.Where(graph.Symbols.IsFunction).GroupBy(graph.Groups.LeaderOf).Select(
                g => g.Sum(graph.Symbols.Instructions))];
            bool isHotCluster = graph.HasProfile && partition.Functions <= plan.MaxFunctions && partition.Instructions <= groups.Max() / 4 * 5 + 5;
            Assert.True(groups.Length == 1 || isHotCluster);
        }

        bool noted = options.Strategy is PartitionStrategy.Dfs or PartitionStrategy.Balanced || options.MaxPartitions is not null;
        Assert.Equal(noted ? oversized : 0, plan.Notes.Count(n => n.EndsWith(": one partition", StringComparison.Ordinal)));
    });

    [Fact]
    public void There_are_no_more_partitions_than_the_cap_and_none_is_empty() => ForAll((graph, options) =>
    {
        PartitionPlan plan = PartitionPlanner.Plan(graph, options);
        bool unbounded = options.Strategy == PartitionStrategy.Max && options.MaxPartitions is null;
        Assert.True(unbounded || plan.Partitions.Count <= (options.MaxPartitions ?? PartitionOptions.DefaultMaxPartitions));
        Assert.True(plan.Partitions.Count == 1 || plan.Partitions.All(p => p.Symbols.Count > 0));
    });

    [Fact]
    public void The_order_in_which_edges_and_ties_are_listed_does_not_matter() => ForAll((parts, options, random) =>
        AssertSame(PartitionPlanner.Plan(parts.Build(), options), PartitionPlanner.Plan(parts.Shuffled(random).Build(), options)));

    [Fact]
    public void Planning_twice_gives_the_same_plan() => ForAll((graph, options) =>
        AssertSame(PartitionPlanner.Plan(graph, options), PartitionPlanner.Plan(graph, options)));

    [Fact]
    public void Data_is_with_a_user_that_no_other_partition_outvotes() => ForAll((graph, options) =>
    {
        PartitionPlan plan = PartitionPlanner.Plan(graph, options);
        ILookup<int, CallEdge> users = Enumerable.Range(0, graph.SymbolCount).SelectMany(s => graph.EdgesOf(s).ToArray()).ToLookup(e => e.Target);
        for (int symbol = 0; symbol < graph.SymbolCount; symbol++)
        {
            // A floating constant that is tied to nothing, used by code: the simple case in which the rule can be said in one line.
            CallEdge[] uses = [.. users[symbol].Where(e => graph.Symbols.NeedsPartition(e.Source) && e.Source != symbol)];
            bool isAlone = !graph.Ties.Any(t => t.First == symbol || t.Second == symbol);
            if (!graph.Symbols.Floats(symbol) || !isAlone || uses.Length == 0)
            {
                continue;
            }

            int expected = uses.GroupBy(e => plan.PartitionOf[e.Source]).OrderByDescending(g => g.Sum(e => (long)e.Count)).ThenBy(g => g.Key).First().Key;
            Assert.Equal(expected, plan.PartitionOf[symbol]);
        }
    });

    [Fact]
    public void Max_gives_every_group_its_own_partition() => ForAll((graph, _) =>
    {
        PartitionPlan plan = PartitionPlanner.Plan(graph, new PartitionOptions { Strategy = PartitionStrategy.Max });
        int groups = Enumerable.Range(0, graph.SymbolCount).Where(s => graph.Symbols.NeedsPartition(s))
            .GroupBy(graph.Groups.LeaderOf).Count(g => !g.All(graph.Symbols.Floats));
        Assert.Equal(Math.Max(1, groups), plan.Partitions.Count);
    });

    [Fact]
    public void One_gives_one() => ForAll((graph, options) =>
        Assert.Single(PartitionPlanner.Plan(graph, options with { Strategy = PartitionStrategy.One }).Partitions));

    private static void ForAll(Action<ProgramGraph, PartitionOptions> property) => ForAll((parts, options, _) => property(parts.Build(), options));

    private static void ForAll(Action<ProgramParts, PartitionOptions, Random> property)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(20_251_120UL, 4_242_421UL);
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
            seed =>
            {
                Random random = new(~seed);
                property(RandomPrograms.Make(seed), Options(random), random);
            }).Check(config);
    }

    /// <summary>Every strategy, bounds from one up, the cap absent, low or high.</summary>
    private static PartitionOptions Options(Random random) => new()
    {
        Strategy = random.Next(8) switch
        {
            0 => PartitionStrategy.One,
            1 => PartitionStrategy.Max,
            < 4 => PartitionStrategy.Balanced,
            _ => PartitionStrategy.Dfs,
        },
        MaxFunctions = random.Next(4) switch { 0 => 1, 1 => random.Next(1, 8), 2 => random.Next(1, 100), _ => int.MaxValue },
        MaxSize = random.Next(5) switch { 0 => 1, 1 => random.Next(1, 500), 4 => long.MaxValue, _ => random.Next(1, 20_000) },
        MaxPartitions = random.Next(3) switch { 0 => null, 1 => random.Next(1, 5), _ => random.Next(1, 300) },
    };

    private static void AssertSame(PartitionPlan a, PartitionPlan b)
    {
        Assert.Equal(a.PartitionOf.ToArray(), b.PartitionOf.ToArray());
        Assert.Equal(a.Partitions.Select(p => (p.Id, p.Functions, p.Instructions)), b.Partitions.Select(p => (p.Id, p.Functions, p.Instructions)));
        Assert.Equal(a.Notes, b.Notes);
        Assert.Equal((a.ModuleAsmPartition, a.MaxFunctions, a.MaxSize), (b.ModuleAsmPartition, b.MaxFunctions, b.MaxSize));
    }
}
