using System.Globalization;
using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>Tells the user about a plan: which bounds are exceeded, and why.</summary>
internal static class PlanNotes
{
    public static string RaisedBounds(int cap, Bounds bounds) => string.Create(
        CultureInfo.InvariantCulture,
        $"--partitions={cap} needs larger partitions: bounds raised to {bounds.MaxFunctions} functions, {bounds.MaxSize} instructions");

    /// <summary>The plan is correct: more may be together than has to be.</summary>
    public static string AsmNotAssembled(string error) => $"the module's asm cannot be assembled alone ({error}): whatever a word of it names stays with it";

    /// <summary>A note for each partition beyond the bounds, in order: each is one group.</summary>
    public static IEnumerable<string> Oversized(ProgramGraph graph, IReadOnlyList<Partition> partitions, Bounds bounds)
    {
        int[]? reasons = null;
        foreach (Partition partition in partitions)
        {
            if (!bounds.Allow(partition.Functions, partition.Instructions))
            {
                reasons ??= ReasonsByLeader(graph);
                yield return Oversized(graph, partition, bounds, reasons);
            }
        }
    }

    private static string Oversized(ProgramGraph graph, Partition partition, Bounds bounds, int[] reasons)
    {
        (int first, long instructions) = LargestGroup(graph, partition);
        string name = SymbolText.Name(graph.Symbols, first);
        int held = reasons[graph.Groups.LeaderOf(first)];
        string what = instructions < partition.Instructions
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{name} ({instructions} instructions) with what it calls most ({partition.Functions} functions, {partition.Instructions} instructions)")
            : held == 0
            ? string.Create(CultureInfo.InvariantCulture, $"function {name} ({partition.Instructions} instructions)")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"group of {name} ({partition.Functions} functions, {partition.Instructions} instructions; held together by {Names(held)})");
        return string.Create(
            CultureInfo.InvariantCulture, $"{what} exceeds --max-functions={bounds.MaxFunctions}/--max-size={bounds.MaxSize}: one partition");
    }

    /// <summary>The group with most instructions: its first function, and how many they are.</summary>
    public static (int First, long Instructions) LargestGroup(ProgramGraph graph, Partition partition)
    {
        // Functions have the lowest ordinals, and a group is met first at its first function here.
        Dictionary<int, (int First, long Instructions)> groups = [];
        (int First, long Instructions) largest = (partition.Symbols[0], 0);
        foreach (int symbol in partition.Symbols.Where(graph.Symbols.IsFunction))
        {
            int leader = graph.Groups.LeaderOf(symbol);
            (int first, long sum) = groups.GetValueOrDefault(leader, (symbol, 0));
            groups[leader] = (first, sum + graph.Symbols.Instructions(symbol));
            largest = groups[leader].Instructions > largest.Instructions ? groups[leader] : largest;
        }

        return largest;
    }

    /// <summary>Indexed by leader: a bit for each reason that ties its group together.</summary>
    private static int[] ReasonsByLeader(ProgramGraph graph)
    {
        int[] reasons = new int[graph.SymbolCount];
        foreach (Tie tie in graph.Ties)
        {
            reasons[graph.Groups.LeaderOf(tie.First)] |= 1 << (int)tie.Reason;
        }

        return reasons;
    }

    private static string Names(int reasons) => string.Join(
        ", ", Enum.GetValues<TieReason>().Where(reason => (reasons & (1 << (int)reason)) != 0).Select(Name));

    public static string Name(TieReason reason) => reason switch
    {
        TieReason.Comdat => "comdat",
        TieReason.Alias => "alias",
        TieReason.IFunc => "ifunc",
        TieReason.BlockAddress => "blockaddress",
        TieReason.SymbolDifference => "symbol difference",
        TieReason.Associated => "!associated",
        TieReason.BranchFunnel => "branch funnel",
        TieReason.StructorKey => "constructor key",
        TieReason.SectionOrder => "order in a section",
        TieReason.StructorOrder => "constructor order",
        TieReason.StructorEmpty => "empty constructor",
        TieReason.LiteralName => "literal name",
        TieReason.ObjectTable => "table of an object",
        TieReason.LocalBinding => "locally bound thread-local variable",
        TieReason.FrameEscape => "escaped frame",
        TieReason.Asm => "asm",
        TieReason.Kept => "a search",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
