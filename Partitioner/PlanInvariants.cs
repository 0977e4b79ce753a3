using System.Runtime.CompilerServices;
using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>Checks the properties that every plan must have, whatever the strategy, on every plan that is made. It is linear in symbols.</summary>
public static class PlanInvariants
{
    /// <exception cref="InvalidOperationException">The plan is wrong; the message names the first violation.</exception>
    public static void Check(ProgramGraph graph, PartitionPlan plan)
    {
        SymbolTable symbols = graph.Symbols;
        Require(plan.PartitionOf.Length == symbols.Count, $"it is about {plan.PartitionOf.Length} symbols, the program has {symbols.Count}");
        Require(plan.Partitions.Count > 0, $"there is no partition");
        int placed = 0;
        for (int id = 0; id < plan.Partitions.Count; id++)
        {
            Partition partition = plan.Partitions[id];
            Require(partition.Id == id, $"{SymbolText.PartitionName(partition.Id)} stands at place {id}");
            Require(partition.Symbols.Count > 0 || plan.Partitions.Count == 1, $"{SymbolText.PartitionName(id)} is empty");
            CheckPartition(graph, plan, partition);
            placed += partition.Symbols.Count;
        }

        // Every listed symbol needs its partition, is sorted in it (so listed once) and is in no other: equal counts make it a bijection.
        int needed = 0;
        int[] partitionOfGroup = new int[symbols.Count];
        Array.Fill(partitionOfGroup, -1);
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            int partition = plan.PartitionOf[symbol];
            if (!symbols.NeedsPartition(symbol))
            {
                Require(partition == -1, $"{SymbolText.Describe(symbols, symbol)} needs no partition and has one");
                continue;
            }

            needed++;
            Require((uint)partition < (uint)plan.Partitions.Count, $"{SymbolText.Describe(symbols, symbol)} is in no partition");
            ref int ofGroup = ref partitionOfGroup[graph.Groups.LeaderOf(symbol)];
            Require(
                ofGroup == -1 || ofGroup == partition,
                $"{SymbolText.Describe(symbols, symbol)} is apart from the group of {SymbolText.Describe(symbols, graph.Groups.LeaderOf(symbol))}");
            ofGroup = partition;
        }

        Require(placed == needed, $"{needed} symbols need a partition, {placed} are listed");
        Require((uint)plan.ModuleAsmPartition < (uint)plan.Partitions.Count, $"the module's assembly is in no partition");
        int asm = graph.ModuleAsmSymbols.FirstOrDefault(symbols.NeedsPartition, -1);
        Require(asm < 0 || plan.PartitionOf[asm] == plan.ModuleAsmPartition, $"the module's assembly is apart from its symbols");
    }

    private static void CheckPartition(ProgramGraph graph, PartitionPlan plan, Partition partition)
    {
        SymbolTable symbols = graph.Symbols;
        int functions = 0;
        long instructions = 0;
        int previous = -1;
        bool isOneGroup = true;
        int group = -1;
        foreach (int symbol in partition.Symbols)
        {
            Require(previous < symbol && symbol < symbols.Count, $"{SymbolText.PartitionName(partition.Id)} is not sorted at symbol {symbol}");
            Require(symbols.NeedsPartition(symbol), $"{SymbolText.Describe(symbols, symbol)} needs no partition and is listed");
            Require(plan.PartitionOf[symbol] == partition.Id, $"{SymbolText.Describe(symbols, symbol)} is in two partitions");
            previous = symbol;
            if (symbols.IsFunction(symbol))
            {
                functions++;
                instructions += symbols.Instructions(symbol);
                int leader = graph.Groups.LeaderOf(symbol);
                isOneGroup &= group < 0 || group == leader;
                group = leader;
            }
        }

        Require(
            functions == partition.Functions && instructions == partition.Instructions, $"{SymbolText.PartitionName(partition.Id)} is summed wrongly");
        Require(
            (functions <= plan.MaxFunctions && instructions <= plan.MaxSize) || isOneGroup || IsHotCluster(graph, plan, partition)
                || IsSingleCallerCluster(plan, partition),
            $"{SymbolText.PartitionName(partition.Id)} exceeds the bounds and is not a single group");
    }

    private static bool IsSingleCallerCluster(PartitionPlan plan, Partition partition) =>
        plan.KeepsSingleCallers
        && SingleCallerClusters.MayExceed(new Bounds(plan.MaxFunctions, plan.MaxSize), partition.Functions, partition.Instructions);

    private static bool IsHotCluster(ProgramGraph graph, PartitionPlan plan, Partition partition) =>
        graph.HasProfile && HotClusters.MayExceed(
            new Bounds(plan.MaxFunctions, plan.MaxSize), partition.Functions, partition.Instructions, PlanNotes.LargestGroup(graph, partition).Instructions);

    private static void Require(bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] ViolationText problem)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"partition plan: {problem.Text}");
        }
    }
}
