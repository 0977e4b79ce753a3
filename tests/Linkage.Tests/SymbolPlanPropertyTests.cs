using FsCheck;
using FsCheck.Fluent;
using LtoPar.CallGraph;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Linkage.Tests;

/// <summary>
/// What holds for every symbol plan, on ten thousand random programs cut in every way. The planner proves each plan with SymbolPlanCheck; these
/// say the same from the definitions and some more. The replay seed is fixed.
/// </summary>
public sealed class SymbolPlanPropertyTests
{
    private const int Runs = 10_000;

    private static readonly PartitionOptions[] s_cuts =
    [
        new() { MaxFunctions = 3 },
        new() { Strategy = PartitionStrategy.Max },
        new() { Strategy = PartitionStrategy.Balanced, MaxFunctions = 5 },
        new() { MaxFunctions = 1, MaxPartitions = 4 },
    ];

    [Fact]
    public void Every_reference_finds_one_definition_that_it_can_reach() => ForAll((graph, plan) =>
    {
        for (int p = 0; p < plan.Partitions.Partitions.Count; p++)
        {
            Dictionary<int, UseKind> uses = plan.UsesOf(p).ToDictionary(u => u.Symbol, u => u.Kind);
            IEnumerable<int> bodies = plan.Partitions.Partitions[p].Symbols.Concat(uses.Where(u => u.Value != UseKind.Declare).Select(u => u.Key));
            foreach (int target in bodies.SelectMany(b => graph.EdgesOf(b).ToArray()).Select(e => e.Target).Where(graph.Symbols.NeedsPartition))
            {
                bool here = plan.Partitions.PartitionOf[target] == p;
                Assert.True(here || uses.ContainsKey(target));
                bool visible = !plan.Linkage[target].IsLocal() || plan.Promotion[target] == Promotion.Aliased;
                Assert.True(here || uses[target] == UseKind.Copy || visible);
            }
        }
    });

    [Fact]
    public void Nothing_changes_for_symbols_that_one_partition_alone_uses() => ForAll((graph, plan) =>
    {
        HashSet<int> used = [.. Enumerable.Range(
            0, plan.Partitions.Partitions.Count).SelectMany(p => plan.UsesOf(p)).Where(u => u.Kind != UseKind.Copy).Select(u => u.Symbol)];
        for (int symbol = 0; symbol < graph.SymbolCount; symbol++)
        {
            // Two objects would number their visible definitions without a name alike.
            bool isNameless = plan.Partitions.Partitions.Count > 1 && graph.Symbols.Names[symbol].Length == 0
                && graph.Symbols.NeedsPartition(symbol) && !graph.Symbols.Linkage[symbol].IsLocal();
            Assert.True(!isNameless || plan.Promotion[symbol] is Promotion.Renamed or Promotion.Aliased);
            if (!used.Contains(symbol) && !isNameless)
            {
                Assert.Equal(Promotion.None, plan.Promotion[symbol]);
                Assert.Equal(graph.Symbols.Names[symbol], plan.Names[symbol]);
                Assert.Equal(graph.Symbols.Linkage[symbol], plan.Linkage[symbol]);
                Assert.Equal(graph.Symbols.Visibility[symbol], plan.Visibility[symbol]);
            }
        }
    });

    [Fact]
    public void Promoted_names_are_new_and_differ_and_are_hidden() => ForAll((graph, plan) =>
    {
        (string Old, string New)[] map = [.. plan.PromotionMap()];
        Assert.Equal(map.Length, map.Select(m => m.New).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(map.Select(m => m.New).Intersect(graph.Symbols.Names, StringComparer.Ordinal));
        Assert.All(map, m => Assert.Contains(".lto_par.id", m.New, StringComparison.Ordinal));
        Assert.All(map, m => Assert.False(m.New.StartsWith(".L", StringComparison.Ordinal) || m.New.StartsWith('\u0001')));
    });

    [Fact]
    public void A_promoted_symbol_keeps_a_name_that_nothing_else_has_and_no_other() => ForAll(
        (graph, plan) =>
        {
            OtherNames others = Others(graph);
            for (int symbol = 0; symbol < graph.SymbolCount; symbol++)
            {
                if (plan.Promotion[symbol] == Promotion.Renamed && graph.Symbols.Linkage[symbol].IsLocal())
                {
                    string name = graph.Symbols.Names[symbol];
                    bool isUnique = name.Length > 0 && NumberedName.Stem(name) == name && graph.Symbols.Names.Count(n => NumberedName.Stem(n) == name) == 1;
                    bool isReserved = name.StartsWith('_') && !name.StartsWith("_Z", StringComparison.Ordinal);
                    bool isUsable = !name.StartsWith(".L", StringComparison.Ordinal) && !name.Contains('\u0001') && !name.Contains('@') && !isReserved;
                    bool keeps = isUnique && isUsable && !others.Names.Contains(name);
                    Assert.True(keeps == (plan.Names[symbol] == name), $"'{name}' became '{plan.Names[symbol]}'");
                }
            }
        },
        Others);

    [Fact]
    public void A_body_is_imported_by_those_that_call_it_and_once() => ForAll((graph, plan) =>
    {
        for (int p = 0; p < plan.Partitions.Partitions.Count; p++)
        {
            int[] imported = [.. plan.ImportsOf(p).Select(i => i.Function)];
            Assert.Equal(plan.UsesOf(p).Where(u => u.Kind == UseKind.Import).Select(u => u.Symbol), imported);
            foreach (Import import in plan.ImportsOf(p))
            {
                Assert.NotEqual(p, plan.Partitions.PartitionOf[import.Function]);
                Assert.True(graph.Symbols.IsFunction(import.Function) && graph.Symbols.Instructions(import.Function) <= import.Limit);
                Assert.Contains(graph.EdgesOf(import.Caller).ToArray(), e => e.Target == import.Function && e.Kind == EdgeKind.Call);
                Assert.True(plan.Partitions.PartitionOf[import.Caller] == p || imported.Contains(import.Caller));
            }
        }
    });

    [Fact]
    public void No_identity_is_duplicated() => ForAll((graph, plan) =>
    {
        foreach (SymbolUse use in Enumerable.Range(0, plan.Partitions.Partitions.Count).SelectMany(p => plan.UsesOf(p)).Where(u => u.Kind == UseKind.Copy))
        {
            Assert.True(graph.Symbols.Has(use.Symbol, SymbolFlags.Constant | SymbolFlags.UnnamedAddr));
            Assert.True(graph.Symbols.Linkage[use.Symbol].IsLocal());
            Assert.False(graph.Symbols.Has(use.Symbol, SymbolFlags.AddressObserved));
        }
    });

    /// <summary>Half of the program's names, as if native objects had them too.</summary>
    private static OtherNames Others(ProgramGraph graph) =>
        new([], graph.Symbols.Names.Where((_, symbol) => symbol % 2 == 0).ToHashSet(StringComparer.Ordinal));

    private static void ForAll(Action<ProgramGraph, SymbolPlan> property, Func<ProgramGraph, OtherNames>? others = null)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(20261120, 7).WithQuietOnSuccess(true);
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            ProgramGraph graph = RandomPrograms.Make(seed).Build();
            PartitionPlan partitions = PartitionPlanner.Plan(graph, s_cuts[(seed & int.MaxValue) % s_cuts.Length]);
            LinkageOptions options = new()
            {
                UniqueId = "id",
                Others = others?.Invoke(graph),
                MaxCloneSize = seed % 2 == 0 ? 4096 : 4,
                Imports = seed % 3 == 0 ? new ImportOptions { Limit = seed % 200 } : null,
            };
            property(graph, SymbolPlanner.Plan(graph, partitions, options));
        }).Check(config);
    }
}
