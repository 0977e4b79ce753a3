using System.Globalization;
using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>
/// Decides which partition defines each symbol. A pure function of the graph and the options: no job count, no clock, no dictionary order.
///
/// Many small partitions compile in parallel and cache well; few large ones keep callers with callees, where passes see facts about them, and
/// read the module-level records less often. The bounds set the middle; the cap keeps the records' cost linear in the program.
///
///   1. Collapse must-stay-together groups to atoms.
///   2. Cut the atoms into pieces (by strategy), join what came out small, and raise the bounds until the count holds the cap.
///   3. Place data beside its users, and number the partitions in the order of the traversal: callers near callees in the output.
///
/// An edit in one function changes that function's weight and edges; cut points and turns are chosen by names, so it moves other boundaries
/// only if it pushes a piece over a bound.
/// </summary>
public static class PartitionPlanner
{
    private const int SmallDenominator = 2;

    /// <exception cref="ArgumentOutOfRangeException">A bound is not positive.</exception>
    public static PartitionPlan Plan(ProgramGraph graph, PartitionOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxFunctions, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSize, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxPartitions ?? 1, 1, nameof(options));
        AtomGraph atoms = new(graph);
        Bounds bounds = new(options.MaxFunctions, options.MaxSize);
        List<string> notes = [];
        int[] pieceOf;
        IReadOnlyList<int> order;
        switch (options.Strategy)
        {
            case PartitionStrategy.One:
                pieceOf = new int[atoms.Count];
                order = [.. Enumerable.Range(0, atoms.Count)];
                break;
            case PartitionStrategy.Max:
                pieceOf = [.. Enumerable.Range(0, atoms.Count)];
                order = pieceOf;
                if (options.MaxPartitions is { } cap && cap < atoms.Count)
                {
                    pieceOf = Join(atoms, pieceOf, order, ref bounds, cap, joinSmall: false);
                }

                break;
            case PartitionStrategy.Balanced:
                order = [.. Enumerable.Range(0, atoms.Count)];
                pieceOf = Join(atoms, BalancedCut.Run(atoms, bounds), order, ref bounds, Cap(options), joinSmall: false);
                break;
            default:
                DepthFirstCut cut = DepthFirstCut.Run(atoms, bounds);
                order = cut.Preorder;
                pieceOf = Join(atoms, cut.PieceRootOf, order, ref bounds, Cap(options), joinSmall: true);
                break;
        }

        if (bounds.MaxFunctions != options.MaxFunctions && options.Strategy != PartitionStrategy.Max)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"--partitions={Cap(options)} needs larger partitions: bounds raised to {bounds.MaxFunctions} functions, {bounds.MaxSize} instructions"));
        }

        int[] partitionOf = Number(graph, atoms, pieceOf, order, dataHasPartitions: options.Strategy is PartitionStrategy.Max or PartitionStrategy.One);
        PartitionPlan plan = MakePlan(graph, partitionOf, bounds, notes, options);
        PlanInvariants.Check(graph, plan, boundsApply: options.Strategy is PartitionStrategy.Dfs or PartitionStrategy.Balanced);
        return plan;
    }

    private static int Cap(PartitionOptions options) => options.MaxPartitions ?? PartitionOptions.DefaultMaxPartitions;

    private static int[] Join(AtomGraph atoms, int[] pieceOf, IReadOnlyList<int> order, ref Bounds bounds, int cap, bool joinSmall)
    {
        PieceMerger merger = new(atoms, pieceOf, order);
        if (joinSmall)
        {
            merger.Merge(bounds, SmallDenominator);
        }

        if (merger.Count > cap)
        {
            merger.Merge(bounds, 1);
        }

        while (merger.Count > cap)
        {
            bounds = bounds.Raised();
            merger.Merge(bounds, 1);
        }

        return [.. Enumerable.Range(0, atoms.Count).Select(merger.PieceOf)];
    }

    /// <summary>Numbers the pieces in the given order and places data. Indexed by symbol; -1 for what needs no partition.</summary>
    private static int[] Number(ProgramGraph graph, AtomGraph atoms, int[] pieceOf, IReadOnlyList<int> order, bool dataHasPartitions)
    {
        Dictionary<int, int> numberOf = [];
        foreach (int atom in order)
        {
            if (dataHasPartitions || !atoms.IsData(atom))
            {
                numberOf.TryAdd(pieceOf[atom], numberOf.Count);
            }
        }

        int[] partitionOf = new int[graph.SymbolCount];
        Array.Fill(partitionOf, -1);
        SortedDictionary<int, List<int>> data = [];
        List<int[]> constants = [];
        for (int symbol = 0; symbol < graph.SymbolCount; symbol++)
        {
            int atom = atoms.AtomOf[symbol];
            if (atom == AtomGraph.None)
            {
                if (graph.Symbols.NeedsPartition(symbol))
                {
                    constants.Add([symbol]);
                }
            }
            else if (dataHasPartitions || !atoms.IsData(atom))
            {
                partitionOf[symbol] = numberOf[pieceOf[atom]];
            }
            else if (data.TryGetValue(atom, out List<int>? members))
            {
                members.Add(symbol);
            }
            else
            {
                data.Add(atom, [symbol]);
            }
        }

        DataPlacement.Place(graph, partitionOf, [.. data.Values.Select(m => m.ToArray()), .. constants]);
        return partitionOf;
    }

    private static PartitionPlan MakePlan(ProgramGraph graph, int[] partitionOf, Bounds bounds, List<string> notes, PartitionOptions options)
    {
        SymbolTable symbols = graph.Symbols;
        int count = Math.Max(1, partitionOf.DefaultIfEmpty(-1).Max() + 1);
        List<int>[] members = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        for (int symbol = 0; symbol < partitionOf.Length; symbol++)
        {
            if (partitionOf[symbol] >= 0)
            {
                members[partitionOf[symbol]].Add(symbol);
            }
        }

        List<Partition> partitions = [];
        foreach (List<int> list in members)
        {
            int functions = list.Count(symbols.IsFunction);
            long instructions = list.Sum(symbols.Instructions);
            partitions.Add(new Partition(partitions.Count, list, functions, instructions));
            if (options.Strategy is PartitionStrategy.Dfs or PartitionStrategy.Balanced && !bounds.Hold(functions, instructions))
            {
                notes.Add(OversizedNote(graph, partitions[^1], bounds));
            }
        }

        int asm = graph.ModuleAsmSymbols.Where(s => partitionOf[s] >= 0).Select(s => partitionOf[s]).FirstOrDefault();
        return new PartitionPlan(partitions, partitionOf, asm, bounds.MaxFunctions, bounds.MaxSize, notes);
    }

    private static string OversizedNote(ProgramGraph graph, Partition partition, Bounds bounds)
    {
        SymbolTable symbols = graph.Symbols;
        int first = partition.Symbols.First(symbols.IsFunction);
        int leader = graph.Groups.LeaderOf(first);
        string[] reasons =
        [
            .. graph.Ties.Where(t => graph.Groups.LeaderOf(t.First) == leader).Select(t => t.Reason.ToString().ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal),
        ];
        string what = partition.Functions == 1
            ? $"{SymbolText.Describe(symbols, first)}"
            : $"the group of {SymbolText.Describe(symbols, first)} ({partition.Functions} functions, held together by {string.Join(", ", reasons)})";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{SymbolText.PartitionName(partition.Id)}: {what} has {partition.Instructions} instructions and exceeds --max-functions={bounds.MaxFunctions} --max-size={bounds.MaxSize}; it cannot be split");
    }
}
