using LtoPar.CallGraph;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Linkage.Tests;

/// <summary>The check must find what it is there for: faults planted into a right plan, one at a time.</summary>
public sealed class SymbolPlanCheckTests
{
    private static readonly LinkageOptions s_options = new() { UniqueId = "id" };

    [Fact]
    public void A_right_plan_passes() => SymbolPlanCheck.Check(Plan(out _), s_options);

    [Fact]
    public void A_symbol_left_local_is_found() =>
        Finds("is local and used by partition", (plan, graph) => Copy(plan, linkage: l => l[Id(graph, "helper")] = SymbolLinkage.Internal));

    [Fact]
    public void A_visible_static_is_found() =>
        Finds("is visible outside", (plan, graph) => Copy(plan, visibility: v => v[Id(graph, "helper")] = SymbolVisibility.Default));

    [Fact]
    public void A_name_given_twice_is_found() => Finds("shares the name", (plan, graph) => Copy(plan, names: n => n[Id(graph, "helper")] = "main"));

    [Fact]
    public void A_linkonce_that_may_vanish_is_found() =>
        Finds("is linkonce and used", (plan, graph) => Copy(plan, linkage: l => l[Id(graph, "inline")] = SymbolLinkage.LinkOnceOdr));

    [Fact]
    public void A_missing_declaration_is_found() =>
        Finds("unknown there", (plan, graph) => Copy(plan, uses: u => [.. u.Select(row => row.Where(x => x.Symbol != Id(graph, "helper")).ToArray())]));

    [Fact]
    public void A_duplicated_variable_is_found() => Finds(
        "is copied although", (plan, graph) =>
            Copy(plan, uses: u => [.. u.Select(row => row.Select(x => x.Symbol == Id(graph, "state") ? x with { Kind = UseKind.Copy } : x).ToArray())]));

    [Fact]
    public void A_cloned_variable_is_found() => Finds(
        "is cloned although", (plan, graph) =>
            Copy(plan, uses: u => [.. u.Select(row => row.Select(x => x.Symbol == Id(graph, "state") ? x with { Kind = UseKind.Clone } : x).ToArray())]));

    private static void Finds(string message, Func<SymbolPlan, ProgramGraph, SymbolPlan> plant)
    {
        SymbolPlan plan = Plan(out ProgramGraph graph);
        SymbolPlan wrong = plant(plan, graph);
        InvalidOperationException found = Assert.Throws<InvalidOperationException>(() => SymbolPlanCheck.Check(wrong, s_options));
        Assert.Contains(message, found.Message, StringComparison.Ordinal);
    }

    private static SymbolPlan Plan(out ProgramGraph graph)
    {
        graph = new ProgramBuilder()
            .Function("main", 10, linkage: SymbolLinkage.External)
            .Function("other", 10, linkage: SymbolLinkage.External)
            .Function("helper", 5)
            .Function("inline", 5, linkage: SymbolLinkage.LinkOnceOdr)
            .Variable("state")
            .Call("main", "helper").Call("other", "helper").Call("main", "inline").Reference("main", "state").Reference("other", "state")
            .Build();
        PartitionPlan partitions = PartitionPlanner.Plan(graph, new PartitionOptions { Strategy = PartitionStrategy.Max });
        return SymbolPlanner.Plan(graph, partitions, s_options);
    }

    private static int Id(ProgramGraph graph, string name) => Array.IndexOf(graph.Symbols.Names, name);

    private static SymbolPlan Copy(
        SymbolPlan plan,
        Action<string[]>? names = null,
        Action<SymbolLinkage[]>? linkage = null,
        Action<SymbolVisibility[]>? visibility = null,
        Func<SymbolUse[][], SymbolUse[][]>? uses = null)
    {
        string[] newNames = [.. plan.Names];
        SymbolLinkage[] newLinkage = [.. plan.Linkage];
        SymbolVisibility[] newVisibility = [.. plan.Visibility];
        SymbolUse[][] newUses = [.. Enumerable.Range(0, plan.Partitions.Partitions.Count).Select(p => plan.UsesOf(p).ToArray())];
        names?.Invoke(newNames);
        linkage?.Invoke(newLinkage);
        visibility?.Invoke(newVisibility);
        return new SymbolPlan(
            plan.Graph, plan.Partitions, uses?.Invoke(newUses) ?? newUses, [.. newUses.Select(_ => Array.Empty<Import>())], newNames, newLinkage,
            newVisibility, [.. plan.Promotion], plan.DebugInfo);
    }
}
