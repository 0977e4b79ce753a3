using LtoPar.CallGraph;
using LtoPar.Driver.Reports.LogFile;
using LtoPar.Partitioner;

namespace LtoPar.Driver.RunLogs;

/// <summary>The part of a log that is about what had to share a partition.</summary>
internal static class TogetherLog
{
    private const int Shown = 50;

    public static LogTogether Of(ProgramGraph graph, ReadOnlySpan<int> partitionOf)
    {
        SymbolTable symbols = graph.Symbols;
        Group[] groups = new Group[symbols.Count];
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            // Symbols of dead code and declarations are in groups, and in no partition.
            if (partitionOf[symbol] >= 0)
            {
                ref Group group = ref groups[graph.Groups.LeaderOf(symbol)];
                group = new Group(group.Symbols + 1, group.Instructions + symbols.Instructions(symbol), partitionOf[symbol], group.Reasons);
            }
        }

        SortedDictionary<TieReason, (int Ties, int Groups)> rules = [];
        foreach (Tie tie in graph.Ties)
        {
            ref Group group = ref groups[graph.Groups.LeaderOf(tie.First)];
            if (group.Symbols == 0)
            {
                continue;
            }

            int bit = 1 << (int)tie.Reason;
            (int ties, int count) = rules.GetValueOrDefault(tie.Reason);
            rules[tie.Reason] = (ties + 1, count + ((group.Reasons & bit) == 0 ? 1 : 0));
            group = group with { Reasons = group.Reasons | bit };
        }

        int[] shared = [.. Enumerable.Range(0, groups.Length).Where(g => groups[g].Symbols > 1)];
        return new LogTogether(
            shared.Length,
            [.. rules.Select(r => new LogRule(Name(r.Key), Why(r.Key), r.Value.Ties, r.Value.Groups))],
            [
                .. shared.OrderByDescending(g => groups[g].Instructions).ThenByDescending(g => groups[g].Symbols).ThenBy(g => g).Take(Shown)
                    .Select(g => new LogGroup(
                        SymbolText.Name(symbols, g),
                        SymbolText.PartitionName(groups[g].Partition),
                        groups[g].Symbols,
                        groups[g].Instructions,
                        [.. Enum.GetValues<TieReason>().Where(r => (groups[g].Reasons & (1 << (int)r)) != 0).Select(Name)])),
            ]);
    }

    /// <summary>The name of the rule, as --disable-rule knows it, where one rule makes the ties.</summary>
    private static string Name(TieReason reason) => RuleOf(reason)?.Name ?? reason switch
    {
        TieReason.Asm => "asm",
        TieReason.StructorEmpty => "ctor-empty",
        _ => reason.ToString().ToLowerInvariant(),
    };

    private static string Why(TieReason reason) => RuleOf(reason)?.Reason ?? reason switch
    {
        TieReason.Asm => "module-level assembly or inline assembly names them",
        TieReason.StructorEmpty => "a constructor that does nothing is removed where it is seen together with its list",
        _ => "they share a partition",
    };

    private static (string Name, string Reason)? RuleOf(TieReason reason)
    {
        if (!Enum.TryParse(reason.ToString(), out Rules rule))
        {
            return null;
        }

        (_, string name, string why) = RuleTable.All.FirstOrDefault(r => r.Rule == rule);
        return name is null ? null : (name, why);
    }

    /// <param name="Reasons">A bit for each <see cref="TieReason"/>.</param>
    private readonly record struct Group(int Symbols, long Instructions, int Partition, int Reasons);
}
