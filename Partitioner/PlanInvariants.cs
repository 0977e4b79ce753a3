using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>What every plan must be, whatever the strategy; checked on every plan that is made.</summary>
public static class PlanInvariants
{
    /// <exception cref="InvalidOperationException">The plan is wrong; the message says where.</exception>
    public static void Check(ProgramGraph graph, PartitionPlan plan, bool boundsApply)
    {
        SymbolTable symbols = graph.Symbols;
        Require(plan.Partitions.Count > 0, "there is no partition");
        int placed = 0;
        foreach (Partition partition in plan.Partitions)
        {
            int functions = 0;
            long instructions = 0;
            for (int i = 0; i < partition.Symbols.Count; i++)
            {
                int symbol = partition.Symbols[i];
                Require(i == 0 || partition.Symbols[i - 1] < symbol, $"partition {partition.Id} is not sorted");
                Require(symbols.NeedsPartition(symbol), $"{SymbolText.Describe(symbols, symbol)} needs no partition and has one");
                Require(plan.PartitionOf[symbol] == partition.Id, $"{SymbolText.Describe(symbols, symbol)} is in two partitions");
                functions += symbols.IsFunction(symbol) ? 1 : 0;
                instructions += symbols.Instructions(symbol);
            }

            placed += partition.Symbols.Count;
            Require(functions == partition.Functions && instructions == partition.Instructions, $"partition {partition.Id} is summed wrongly");
            Require(
                !boundsApply || (functions <= plan.MaxFunctions && instructions <= plan.MaxSize) || IsOneGroup(graph, partition),
                $"partition {partition.Id} exceeds the bounds and is not a single group");
        }

        int needed = 0;
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            bool needs = symbols.NeedsPartition(symbol);
            needed += needs ? 1 : 0;
            Require(needs == plan.PartitionOf[symbol] >= 0, $"{SymbolText.Describe(symbols, symbol)} is in no partition");
        }

        Require(placed == needed, "some symbol is listed twice");
        foreach (Tie tie in graph.Ties)
        {
            Require(
                plan.PartitionOf[tie.First] == plan.PartitionOf[tie.Second] || !symbols.NeedsPartition(tie.First) || !symbols.NeedsPartition(tie.Second),
                $"{SymbolText.Describe(symbols, tie.First)} and {SymbolText.Describe(symbols, tie.Second)} are apart ({tie.Reason})");
        }
    }

    /// <summary>All functions of the partition are of one must-stay-together group.</summary>
    private static bool IsOneGroup(ProgramGraph graph, Partition partition) =>
        partition.Symbols.Where(graph.Symbols.IsFunction).Select(graph.Groups.LeaderOf).Distinct().Count() <= 1;

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"partition plan: {problem}");
        }
    }
}
