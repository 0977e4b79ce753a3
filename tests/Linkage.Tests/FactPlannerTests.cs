using LtoPar.CallGraph;
using LtoPar.CallGraph.Facts;
using LtoPar.TestSupport;

namespace LtoPar.Linkage.Tests;

/// <summary>How what functions do spreads to their callers.</summary>
public sealed class FactPlannerTests
{
    private const FunctionFacts All = FunctionFacts.Inductive | FunctionFacts.Acyclic;

    [Fact]
    public void Functions_that_call_each_other_throw_if_one_of_them_does()
    {
        ProgramGraph graph = Graph([("a", FunctionFacts.None), ("b", FunctionFacts.None), ("c", FunctionFacts.NoUnwind)], [("a", "b"), ("b", "a")]);
        Assert.True(Facts(graph, "a").Facts.HasFlag(FunctionFacts.Inductive));
        Assert.False(Facts(graph, "a").Facts.HasFlag(FunctionFacts.NoRecurse));
        Assert.False(Facts(graph, "a").Facts.HasFlag(FunctionFacts.WillReturn));
        graph = Graph([("a", FunctionFacts.None), ("b", FunctionFacts.None), ("c", FunctionFacts.NoUnwind)], [("a", "b"), ("b", "a"), ("b", "c")]);
        Assert.False(Facts(graph, "a").Facts.HasFlag(FunctionFacts.NoUnwind));
        Assert.True(Facts(graph, "a").Facts.HasFlag(FunctionFacts.NoSync | FunctionFacts.NoFree));
    }

    [Fact]
    public void What_reaches_no_recursion_returns()
    {
        ProgramGraph graph = Graph([("a", FunctionFacts.None), ("b", FunctionFacts.None), ("loop", FunctionFacts.WillReturn)], [("a", "b")]);
        Assert.True(Facts(graph, "a").Facts.HasFlag(All));
        Assert.Equal(All & ~FunctionFacts.WillReturn, Facts(graph, "loop").Facts & All);
    }

    [Fact]
    public void A_call_that_says_so_itself_spreads_nothing()
    {
        ProgramGraph graph = Graph(
            [("a", FunctionFacts.None), ("b", FunctionFacts.NoUnwind | FunctionFacts.WillReturn)], [("a", "b")], needed: All & ~FunctionFacts.NoUnwind);
        Assert.True(Facts(graph, "a").Facts.HasFlag(FunctionFacts.NoUnwind));
        Assert.False(Facts(graph, "a").Facts.HasFlag(FunctionFacts.WillReturn));
    }

    [Theory]
    [InlineData(SymbolLinkage.LinkOnceOdr)]
    [InlineData(SymbolLinkage.WeakOdr)]
    [InlineData(SymbolLinkage.WeakAny)]
    [InlineData(SymbolLinkage.AvailableExternally)]
    public void Nothing_is_inferred_of_a_definition_that_another_may_replace(SymbolLinkage linkage)
    {
        ProgramGraph graph = Graph([("a", FunctionFacts.None), ("b", FunctionFacts.None)], [("a", "b")], linkage: linkage);
        Assert.Equal(new PlannedFacts(FunctionFacts.None, MemoryAccess.All), Facts(graph, "b"));
        Assert.Equal(FunctionFacts.None, Facts(graph, "a").Facts & All);
    }

    /// <summary>The caller may have stored its argument where the callee finds it.</summary>
    [Fact]
    public void Memory_that_a_callee_finds_by_itself_may_be_what_an_argument_points_at()
    {
        Assert.Equal(MemoryAccess.ReadOther | MemoryAccess.ReadArgument, CallAccess.InCaller(MemoryAccess.ReadOther, MemoryAccess.None));
        Assert.Equal(MemoryAccess.None, CallAccess.InCaller(MemoryAccess.Argument, MemoryAccess.None));
        Assert.Equal(MemoryAccess.WriteOther, CallAccess.InCaller(MemoryAccess.WriteArgument, MemoryAccess.ReadOther | MemoryAccess.WriteOther));
        Assert.Equal(MemoryAccess.WriteInaccessible, CallAccess.InCaller(MemoryAccess.WriteInaccessible, MemoryAccess.Argument));
    }

    private static PlannedFacts Facts(ProgramGraph graph, string name) => FactPlanner.Plan(graph)[Array.IndexOf(graph.Symbols.Names, name)];

    /// <summary>The last function has the linkage; all others are internal.</summary>
    private static ProgramGraph Graph(
        (string Name, FunctionFacts Broken)[] functions, (string Caller, string Callee)[] calls, FunctionFacts needed = All,
        SymbolLinkage linkage = SymbolLinkage.Internal)
    {
        ProgramBuilder builder = new();
        foreach ((string name, FunctionFacts _) in functions)
        {
            builder.Function(name, 1, linkage: name == functions[^1].Name ? linkage : SymbolLinkage.Internal);
        }

        foreach ((string caller, string callee) in calls)
        {
            builder.Call(caller, callee);
        }

        int Number(string name) => Array.FindIndex(functions, f => f.Name == name);
        return builder.WithFacts(new ProgramFacts(
            [.. functions.Select((f, i) => new BodyFacts(i, f.Broken | FunctionFacts.NoReturn, MemoryAccess.None, MustProgress: false))],
            [.. calls.Select(c => new CallFacts(Number(c.Caller), Number(c.Callee), needed, MemoryAccess.All, MemoryAccess.None))],
            new FunctionFacts[functions.Length],
            [.. functions.Select(_ => MemoryAccess.All)])).Build();
    }
}
