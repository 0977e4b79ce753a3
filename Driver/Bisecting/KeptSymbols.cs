using LtoPar.Backend;
using LtoPar.CallGraph;
using LtoPar.Driver.Compilation;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Bisecting;

/// <summary>
/// Finds the symbols that a program is wrong for because they are apart from their users: with these kept together, and all else cut as before, the test
/// passes. Nothing is optimised, so that the cut alone makes the difference.
/// </summary>
internal sealed class KeptSymbols(PlannedProgram planned, VariantCompiler compiler, Trials trials, CompileCost cost, CompileOptions options)
{
    private readonly ILookup<int, int> _usersOf = UsersOf(planned.Plan.Graph);

    /// <summary>The words of a line for each symbol of a smallest set; empty: keeping them all together does not help.</summary>
    public IReadOnlyList<string> Find()
    {
        int[] apart =
        [
            .. planned.Plan.Partitions.Partitions.SelectMany(p => planned.Plan.UsesOf(p.Id)).Where(u => _usersOf[u.Symbol].Any())
                .GroupBy(u => u.Symbol, u => u.Kind).OrderBy(u => Innocence(u.Key, u)).ThenBy(u => u.Key).Select(u => u.Key),
        ];
        return apart.Length == 0 || !PassesWith(apart) ? [] : [.. new MinimalSet<int>(PassesWith).Find(apart).Select(Describe)];
    }

    /// <summary>The least for what a cut changes most: a set is looked for among the first symbols with which there is one.</summary>
    private int Innocence(int symbol, IEnumerable<UseKind> uses) => uses.Any(u => u != UseKind.Declare) ? 0 : planned.Plan.IsPromoted(symbol) ? 1 : 2;

    private bool PassesWith(IReadOnlyList<int> kept)
    {
        SymbolPlan plan = planned.With(kept.SelectMany(s => _usersOf[s].Where(u => u != s).Select(u => Tie.Of(s, u, TieReason.Kept))));
        return trials.Passes(compiler.Compile(plan, options, cost.AddOther));
    }

    private string Describe(int symbol)
    {
        SymbolPlan plan = planned.Plan;
        int home = plan.Partitions.PartitionOf[symbol];
        IEnumerable<string> uses = plan.Partitions.Partitions
            .SelectMany(p => plan.UsesOf(p.Id).Where(u => u.Symbol == symbol).Select(u => (p.Id, u.Kind)))
            .GroupBy(u => u.Kind, u => SymbolText.PartitionName(u.Id))
            .Select(kind => $"{WordOf(kind.Key)} {string.Join(", ", kind)}");
        string defined = home < 0 ? "" : $"defined in {SymbolText.PartitionName(home)}, ";
        string promoted = plan.IsPromoted(symbol) ? $", promoted to {plan.Names[symbol]}" : "";
        return $"{SymbolText.Describe(plan.Graph.Symbols, symbol)}: {defined}{string.Join("; ", uses)}{promoted}";
    }

    private static string WordOf(UseKind kind) => kind switch
    {
        UseKind.Clone => "cloned to",
        UseKind.Copy => "copied to",
        UseKind.Import => "imported by",
        _ => "used in",
    };

    private static ILookup<int, int> UsersOf(ProgramGraph graph)
    {
        List<(int Used, int User)> uses = [];
        for (int user = 0; user < graph.SymbolCount; user++)
        {
            foreach (CallEdge edge in graph.EdgesOf(user))
            {
                uses.Add((edge.Target, user));
            }
        }

        return uses.Distinct().ToLookup(u => u.Used, u => u.User);
    }
}
