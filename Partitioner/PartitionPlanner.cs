using LtoPar.CallGraph;
using LtoPar.Partitioner.Atoms;

namespace LtoPar.Partitioner;

/// <summary>
/// Decides which partition defines each symbol. A pure function of the graph and the options: no job count, no clock, no dictionary order.
///
/// Many small partitions compile in parallel and cache well; few large ones keep callers with callees, where passes see facts about them, and
/// read the module-level records less often. The bounds set the middle; the cap keeps the records' cost linear in the program.
///
///   1. Collapse must-stay-together groups to atoms (<see cref="AtomGraph"/>); with a profile, what calls each other most as well
///      (<see cref="HotClusters"/>), and before inlining what has one caller with that (<see cref="SingleCallerClusters"/>).
///   2. Cut the atoms into pieces (<see cref="DepthFirstCut"/>, <see cref="BalancedCut"/>), join what came out small, and raise the bounds
///      until the count is within the cap (<see cref="PieceMerger"/>).
///   3. Number the partitions in the order of the traversal, callers near callees in the output, and move data to its users
///      (<see cref="DataPlacement"/>), constants that are copied anyway last.
///   4. Put slots into a partition of their own (<see cref="SlotGroups"/>).
///
/// An edit in one function changes that function's weight and edges; cut points and turns are chosen by names, so it moves other boundaries
/// only if it pushes a piece over a bound or takes a callee out of another function's subtree.
///
/// A million functions and ten million edges are the size this is written for: dense arrays, counting sorts, no object for a vertex.
/// </summary>
public static class PartitionPlanner
{
    private const int SmallDenominator = 2;

    /// <exception cref="ArgumentOutOfRangeException">A bound is not positive, or the strategy is not defined.</exception>
    public static PartitionPlan Plan(ProgramGraph graph, PartitionOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxFunctions ?? 1, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSize ?? 1, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxPartitions ?? 1, 1, nameof(options));
        Bounds asked = AutomaticBounds.Resolve(graph, options);
        bool isClustered = graph.HasProfile && options.Strategy == PartitionStrategy.Dfs;
        ReadOnlySpan<int> leaders = isClustered ? HotClusters.Leaders(graph, asked) : graph.Groups.Leaders;
        bool keepsSingleCallers = options.BeforeInlining && options.Strategy is PartitionStrategy.Dfs or PartitionStrategy.Balanced;
        AtomGraph atoms = new(graph, keepsSingleCallers ? SingleCallerClusters.Join(graph, leaders, asked) : leaders, SlotGroups.Of(graph));
        (int[] pieceOf, IReadOnlyList<int> order, Bounds bounds) = Cut(atoms, options, asked);
        bool isBounded = options.Strategy is PartitionStrategy.Dfs or PartitionStrategy.Balanced || options.MaxPartitions is not null;
        bool dataMoves = options.Strategy is PartitionStrategy.Dfs or PartitionStrategy.Balanced;
        int[] partitionOf = Number(graph, atoms, pieceOf, order, dataMoves, out int count);
        SlotGroups.Place(graph, atoms.IsSlot, partitionOf, options.Strategy != PartitionStrategy.One, ref count);
        Partition[] partitions = PartitionLists.Make(graph.Symbols, partitionOf, count);
        List<string> notes = [];
        if (graph.ModuleAsmError is { } error)
        {
            notes.Add(PlanNotes.AsmNotAssembled(error));
        }

        if (isBounded && options.Strategy != PartitionStrategy.One)
        {
            if (bounds != asked)
            {
                notes.Add(PlanNotes.RaisedBounds(CapOf(options), bounds));
            }

            notes.AddRange(PlanNotes.Oversized(graph, partitions, bounds));
        }

        int asm = graph.ModuleAsmSymbols.FirstOrDefault(graph.Symbols.NeedsPartition, -1);
        PartitionPlan plan = new(partitions, partitionOf, asm < 0 ? 0 : partitionOf[asm], bounds.MaxFunctions, bounds.MaxSize, notes)
        {
            KeepsSingleCallers = keepsSingleCallers,
        };
        PlanInvariants.Check(graph, plan);
        return plan;
    }

    /// <returns>Indexed by atom, an atom that names its piece; all atoms in the order pieces are to be in; the bounds that the pieces keep to.</returns>
    private static (int[] PieceOf, IReadOnlyList<int> Order, Bounds Bounds) Cut(AtomGraph atoms, PartitionOptions options, Bounds bounds)
    {
        int[] ascending = [.. Enumerable.Range(0, atoms.Count)];
        switch (options.Strategy)
        {
            case PartitionStrategy.One:
                // Whatever the bounds are, everything is within the ones that are reported.
                Bounds all = new(Math.Max(bounds.MaxFunctions, atoms.Functions.Sum()), Math.Max(bounds.MaxSize, atoms.Instructions.Sum()));
                return (new int[atoms.Count], ascending, all);
            case PartitionStrategy.Max:
                return options.MaxPartitions is null
                    ? (ascending, ascending, bounds)
                    : Join(atoms, ascending, ascending, bounds, CapOf(options), joinSmall: false);
            case PartitionStrategy.Balanced:
                return Join(atoms, BalancedCut.Run(atoms, bounds), ascending, bounds, CapOf(options), joinSmall: false);
            case PartitionStrategy.Dfs:
                DepthFirstCut cut = DepthFirstCut.Run(atoms, bounds);
                return Join(atoms, cut.PieceRootOf, cut.Preorder, bounds, CapOf(options), joinSmall: true);
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options.Strategy, "unknown strategy");
        }
    }

    private static int CapOf(PartitionOptions options) => options.MaxPartitions ?? PartitionOptions.DefaultMaxPartitions;

    private static (int[] PieceOf, IReadOnlyList<int> Order, Bounds Bounds) Join(
        AtomGraph atoms, int[] pieceOf, IReadOnlyList<int> order, Bounds bounds, int cap, bool joinSmall)
    {
        PieceMerger merger = new(atoms, pieceOf, order);
        if (joinSmall)
        {
            merger.JoinSmall(bounds, SmallDenominator);
        }

        bounds = merger.JoinUntil(cap, bounds);
        int[] joined = new int[atoms.Count];
        for (int atom = 0; atom < joined.Length; atom++)
        {
            joined[atom] = merger.PieceOf(atom);
        }

        return (joined, order, bounds);
    }

    /// <summary>Numbers the pieces in the given order and places what moves. Indexed by symbol; -1 for what needs no partition.</summary>
    private static int[] Number(ProgramGraph graph, AtomGraph atoms, int[] pieceOf, IReadOnlyList<int> order, bool dataMoves, out int count)
    {
        int[] numberOf = new int[atoms.Count];
        Array.Fill(numberOf, -1);
        int pieces = 0;
        for (int i = 0; i < order.Count; i++)
        {
            ref int number = ref numberOf[pieceOf[order[i]]];
            number = number < 0 ? pieces++ : number;
        }

        int[] partitionOf = new int[graph.SymbolCount];
        int[] dataUnit = new int[graph.SymbolCount];
        int[] floatingUnit = new int[graph.SymbolCount];
        Units data = new(graph.SymbolCount);
        Units floating = new(graph.SymbolCount);
        for (int symbol = 0; symbol < graph.SymbolCount; symbol++)
        {
            int atom = atoms.AtomOf[symbol];
            bool floats = atom == AtomGraph.None && graph.Symbols.NeedsPartition(symbol) && !atoms.IsSlot[symbol];
            partitionOf[symbol] = atom != AtomGraph.None ? numberOf[pieceOf[atom]] : floats ? 0 : -1;
            dataUnit[symbol] = dataMoves && atom != AtomGraph.None && atoms.IsData[atom] ? data.Of(graph.Groups.LeaderOf(symbol)) : -1;
            floatingUnit[symbol] = floats ? floating.Of(graph.Groups.LeaderOf(symbol)) : -1;
        }

        // Each piece has a function, or there is one piece only: moving data leaves no piece empty.
        count = Math.Max(1, pieces);
        DataPlacement.Place(graph, partitionOf, count, dataUnit, data.Count);
        DataPlacement.Place(graph, partitionOf, count, floatingUnit, floating.Count);
        return partitionOf;
    }

    /// <summary>Numbers groups in the order they are met.</summary>
    private sealed class Units(int symbols)
    {
        private readonly int[] _numberOfLeader = new int[symbols];

        public int Count { get; private set; }

        public int Of(int leader)
        {
            ref int number = ref _numberOfLeader[leader];
            number = number == 0 ? ++Count : number;
            return number - 1;
        }
    }
}
