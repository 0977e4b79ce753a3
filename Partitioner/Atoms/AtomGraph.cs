using LtoPar.CallGraph;

namespace LtoPar.Partitioner.Atoms;

/// <summary>
/// The program with its must-stay-together groups collapsed: an atom is a group's definitions, the least that can be moved. Declarations in a
/// group glue and are not part of the atom. Edges are the symbols' edges summed over each pair of atoms, self-edges dropped. A row is in
/// traversal order: heaviest first, calls before references, then by the target's name hash, so that what a function calls most is next to
/// it and ties do not depend on where in the module a name stands.
///
/// Constants that linkers merge (<see cref="SymbolTable.Floats"/>) pull nothing together: no edge leads to them. A group of
/// nothing else is no atom; it floats, and is placed when everything else is. If it were an atom, two partitions that print the same string would
/// look related.
/// </summary>
internal sealed class AtomGraph
{
    public const int None = -1;

    private readonly int[] _start;
    private readonly CallEdge[] _edges;

    /// <param name="leaderOf">Indexed by symbol: the lowest ordinal of what is to stay together; the groups, or something coarser.</param>
    /// <param name="isSlot">Indexed by symbol: it is to be where slots are, and in no atom.</param>
    public AtomGraph(ProgramGraph graph, ReadOnlySpan<int> leaderOf, bool[] isSlot)
    {
        SymbolTable symbols = graph.Symbols;
        IsSlot = isSlot;
        bool[] hasAtom = GroupsWithAtom(graph, leaderOf);
        AtomOf = new int[symbols.Count];
        int[] atomOfLeader = new int[symbols.Count];
        Array.Fill(atomOfLeader, None);
        List<int> firstSymbol = new(symbols.Count);
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            int leader = leaderOf[symbol];
            if (!symbols.NeedsPartition(symbol) || !hasAtom[leader] || IsSlot[symbol])
            {
                AtomOf[symbol] = None;
                continue;
            }

            ref int atom = ref atomOfLeader[leader];
            if (atom == None)
            {
                atom = firstSymbol.Count;
                firstSymbol.Add(symbol);
            }

            AtomOf[symbol] = atom;
        }

        Count = firstSymbol.Count;
        FirstSymbol = [.. firstSymbol];
        Functions = new int[Count];
        Instructions = new long[Count];
        NameHash = new ulong[Count];
        for (int atom = 0; atom < Count; atom++)
        {
            NameHash[atom] = symbols.NameHash(FirstSymbol[atom]);
        }

        for (int symbol = 0; symbol < symbols.FunctionCount; symbol++)
        {
            if (AtomOf[symbol] is var atom && atom != None)
            {
                Functions[atom]++;
                Instructions[atom] += RoundedSize.Of(symbols.Instructions(symbol));
            }
        }

        IsData = DataAtoms(graph);
        (_start, _edges) = AtomRows.Build(graph, AtomOf, NameHash);
    }

    public int Count { get; }

    /// <summary>Indexed by symbol: its atom, or <see cref="None"/> for what needs no partition, for what floats and for slots.</summary>
    public int[] AtomOf { get; }

    /// <summary>Indexed by symbol: it is to be where slots are, and pulls nothing there.</summary>
    public bool[] IsSlot { get; }

    /// <summary>Lowest ordinal of each atom's definitions; atoms are numbered in this order.</summary>
    public int[] FirstSymbol { get; }

    /// <summary>Function definitions in each atom.</summary>
    public int[] Functions { get; }

    /// <summary>IR instructions of each atom's functions, each rounded up (<see cref="RoundedSize"/>).</summary>
    public long[] Instructions { get; }

    /// <summary>Hash of the name of each atom's first symbol.</summary>
    public ulong[] NameHash { get; }

    /// <summary>
    /// Atoms that may move to their users when the functions are placed: no function, no constructor array (its order and its place are what
    /// it is for), nothing that stays with the module's assembly.
    /// </summary>
    public bool[] IsData { get; }

    public ReadOnlySpan<CallEdge> Row(int atom) => _edges.AsSpan(_start[atom], _start[atom + 1] - _start[atom]);

    /// <summary>The row as something that can be kept.</summary>
    public ArraySegment<CallEdge> Edges(int atom) => new(_edges, _start[atom], _start[atom + 1] - _start[atom]);

    /// <summary>Indexed by leader: the group defines something besides constants that float.</summary>
    private static bool[] GroupsWithAtom(ProgramGraph graph, ReadOnlySpan<int> leaderOf)
    {
        bool[] hasAtom = new bool[graph.SymbolCount];
        for (int symbol = 0; symbol < graph.SymbolCount; symbol++)
        {
            hasAtom[leaderOf[symbol]] |= graph.Symbols.NeedsPartition(symbol) && !graph.Symbols.Floats(symbol);
        }

        return hasAtom;
    }

    private bool[] DataAtoms(ProgramGraph graph)
    {
        bool[] isData = new bool[Count];
        for (int atom = 0; atom < Count; atom++)
        {
            isData[atom] = Functions[atom] == 0;
        }

        for (int symbol = graph.Symbols.FunctionCount; symbol < graph.SymbolCount; symbol++)
        {
            if (AtomOf[symbol] != None && graph.Symbols.Has(symbol, SymbolFlags.StructorArray))
            {
                isData[AtomOf[symbol]] = false;
            }
        }

        foreach (int symbol in graph.ModuleAsmSymbols)
        {
            if (AtomOf[symbol] != None)
            {
                isData[AtomOf[symbol]] = false;
            }
        }

        return isData;
    }
}
