using LtoPar.CallGraph;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Reports.LogFile;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Driver.RunLogs;

/// <summary>The parts of a log that are about symbols that other partitions than their own see.</summary>
internal static class SymbolLog
{
    private const int Shown = 100;

    /// <summary>Tells of definitions that have another name for other partitions.</summary>
    public static LogSymbols Promoted(SymbolPlan plan)
    {
        int[] promoted = [.. Enumerable.Range(0, plan.Promotion.Count).Where(plan.IsPromoted)];
        int[] users = Users(plan, use => plan.IsPromoted(use.Symbol));
        return new LogSymbols(promoted.Length, promoted.Length, First(plan, promoted, users, symbol => PlanWords.WhyPromoted(plan, symbol)));
    }

    /// <summary>Tells of definitions of which other partitions see more than the name.</summary>
    public static LogSymbols Seen(SymbolPlan plan, UseKind kind)
    {
        int[] users = Users(plan, use => use.Kind == kind);
        int[] seen = [.. Enumerable.Range(0, users.Length).Where(symbol => users[symbol] > 0)];
        return new LogSymbols(users.Sum(), seen.Length, First(plan, seen, users, symbol => PlanWords.Why(plan, new SymbolUse(symbol, kind))));
    }

    /// <returns>The number of partitions that use each symbol so, by ordinal.</returns>
    private static int[] Users(SymbolPlan plan, Func<SymbolUse, bool> isMeant)
    {
        int[] users = new int[plan.Graph.SymbolCount];
        foreach (Partition partition in plan.Partitions.Partitions)
        {
            foreach (SymbolUse use in plan.UsesOf(partition.Id).Where(isMeant))
            {
                users[use.Symbol]++;
            }
        }

        return users;
    }

    private static LogSymbol[] First(SymbolPlan plan, IEnumerable<int> ordinals, int[] users, Func<int, string> why)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        return
        [
            .. ordinals.OrderByDescending(s => users[s]).ThenByDescending(s => symbols.Size[s]).ThenBy(s => s).Take(Shown).Select(s => new LogSymbol(
                SymbolText.Name(symbols, s),
                SymbolText.KindName(symbols.KindOf(s)),
                Owner(plan, s),
                users[s],
                symbols.Size[s],
                why(s))
            {
                NewName = plan.IsPromoted(s) ? plan.Names[s] : null,
            }),
        ];
    }

    /// <summary>A constant that is copied wherever it is used may be in no partition as its own.</summary>
    private static string Owner(SymbolPlan plan, int symbol) => plan.Partitions.PartitionOf[symbol] < 0 ? "" : PlanWords.Owner(plan, symbol);
}
