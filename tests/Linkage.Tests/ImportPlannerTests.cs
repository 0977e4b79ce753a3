using LtoPar.CallGraph;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Linkage.Tests;

/// <summary>Which bodies a partition sees of other partitions' functions.</summary>
public sealed class ImportPlannerTests
{
    private const SymbolFlags Defined = SymbolFlags.Definition;

    [Fact]
    public void The_limit_gets_lower_with_each_call_on_the_way()
    {
        Assert.Equal(["near", "far"], Imports(Chain(near: 100, far: 85), limit: 100));
        Assert.Equal(["near"], Imports(Chain(near: 100, far: 86), limit: 100));
        Assert.Empty(Imports(Chain(near: 101, far: 1), limit: 100));
        Assert.Empty(Imports(Chain(near: 1, far: 1), limit: 0));
    }

    [Fact]
    public void The_nearest_caller_decides_the_limit()
    {
        ProgramBuilder program = Chain(near: 10, far: 100).Call("main", "far");
        SymbolPlan plan = Plan(program, new ImportOptions { Limit = 100 });
        Import far = plan.ImportsOf(PartitionOf(plan, "main")).Single(i => Name(plan, i.Function) == "far");
        Assert.Equal((100, "main"), (far.Limit, Name(plan, far.Caller)));
    }

    [Theory]
    [InlineData(SymbolFlags.NeverInlined)]
    [InlineData(SymbolFlags.Interposable)]
    [InlineData(SymbolFlags.PinnedInitializer)]
    [InlineData(SymbolFlags.NamedByAsm)]
    [InlineData(SymbolFlags.FillsTable)]
    public void Some_bodies_are_never_imported(SymbolFlags flag)
    {
        ProgramBuilder program = new ProgramBuilder().Function("main", 50, linkage: SymbolLinkage.External).Function("helper", 1, Defined | flag)
            .Function("other", 1).Call("main", "helper", 2).Call("other", "helper").Call("main", "other", 2);
        Assert.Equal(["other"], Imports(program, limit: 100));
    }

    [Fact]
    public void What_is_always_inlined_is_imported_whatever_its_size_and_what_is_cold_if_it_is_tiny()
    {
        ProgramBuilder program = new ProgramBuilder().Function("main", 50, linkage: SymbolLinkage.External)
            .Function("always", 5000, Defined | SymbolFlags.AlwaysInline).Function("cold", 11, Defined | SymbolFlags.Cold)
            .Function("tiny", 10, Defined | SymbolFlags.Cold).Call("main", "always", 2).Call("main", "cold", 2).Call("main", "tiny", 2);
        Assert.Equal(["always", "tiny"], Imports(program, limit: 100));
    }

    /// <summary>The callee is inlined into the one function that calls it, where it is defined: promoted for an importer, it would not be.</summary>
    [Theory]
    [InlineData(31, 1, false)]
    [InlineData(30, 1, true)]
    [InlineData(31, 2, true)]
    public void A_function_stays_that_calls_a_local_with_no_other_caller(long instructions, int sites, bool isImported)
    {
        ProgramBuilder program = new ProgramBuilder().Function("main", 50, linkage: SymbolLinkage.External).Function("helper", 20)
            .Function("single", instructions).Call("main", "helper", 2).Call("helper", "single", sites);
        Assert.Equal(isImported, Imports(program, limit: 100).Contains("helper"));
    }

    [Theory]
    [InlineData(TieReason.Asm, false)]
    [InlineData(TieReason.BlockAddress, false)]
    [InlineData(TieReason.ObjectTable, false)]
    [InlineData(TieReason.FrameEscape, false)]
    [InlineData(TieReason.Comdat, true)]
    [InlineData(TieReason.Alias, true)]
    public void A_body_that_must_stay_with_others_stays(TieReason reason, bool isImported)
    {
        ProgramBuilder program = new ProgramBuilder().Function("main", 50, linkage: SymbolLinkage.External).Function("helper", 1).Variable("state")
            .Call("main", "helper", 2).Tie("helper", "state", reason);
        Assert.Equal(isImported, Imports(program, limit: 100).Contains("helper"));
    }

    [Fact]
    public void What_an_imported_body_uses_is_promoted()
    {
        ProgramBuilder program = new ProgramBuilder().Function("main", 50, linkage: SymbolLinkage.External).Function("helper", 5).Variable("state")
            .Call("main", "helper", 2).Reference("helper", "state");
        SymbolPlan plan = Plan(program, new ImportOptions { Limit = 100 });
        Assert.Equal(Promotion.Renamed, plan.Promotion[Array.IndexOf(plan.Graph.Symbols.Names, "state")]);
        Assert.Contains(plan.UsesOf(PartitionOf(plan, "main")), u => Name(plan, u.Symbol) == "state" && u.Kind == UseKind.Declare);
    }

    [Fact]
    public void After_inlining_nothing_is_imported() => Assert.Empty(Plan(Chain(1, 1), null).ImportsOf(0));

    private static ProgramBuilder Chain(long near, long far) =>
        new ProgramBuilder().Function("main", 50, linkage: SymbolLinkage.External).Function("near", near).Function("far", far)
            .Call("main", "near", 2).Call("near", "far", 2);

    private static List<string> Imports(ProgramBuilder program, long limit)
    {
        SymbolPlan plan = Plan(program, new ImportOptions { Limit = limit });
        return [.. plan.ImportsOf(PartitionOf(plan, "main")).Select(i => Name(plan, i.Function))];
    }

    private static SymbolPlan Plan(ProgramBuilder program, ImportOptions? imports)
    {
        ProgramGraph graph = program.Build();
        PartitionPlan partitions = PartitionPlanner.Plan(graph, new PartitionOptions { Strategy = PartitionStrategy.Max });
        return SymbolPlanner.Plan(graph, partitions, new LinkageOptions { UniqueId = "id", Imports = imports });
    }

    private static int PartitionOf(SymbolPlan plan, string name) => plan.Partitions.PartitionOf[Array.IndexOf(plan.Graph.Symbols.Names, name)];

    private static string Name(SymbolPlan plan, int symbol) => plan.Graph.Symbols.Names[symbol];
}
