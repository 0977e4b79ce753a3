using LtoPar.CallGraph;
using QuikGraph;

namespace LtoPar.Partitioner;

/// <summary>
/// The program with its must-stay-together groups collapsed: an atom is a group's definitions, the least that can be moved. Edges are the
/// symbols' edges summed over each pair of atoms, self-edges dropped. A row is in traversal order: heaviest first, then by the target's name
/// hash, so that what a function calls most is next to it and ties do not depend on where in the module a name stands.
///
/// Constants that every user gets a copy of (<see cref="SymbolTable.IsCopyable"/>) pull nothing together: they are no atoms, and are placed
/// when everything else is.
/// </summary>
internal sealed class AtomGraph : IVertexListGraph<int, CallEdge>
{
    public const int None = -1;

    private readonly int[] _start;
    private readonly CallEdge[] _edges;
    private int[]? _visitOrder;

    public AtomGraph(ProgramGraph graph)
    {
        SymbolTable symbols = graph.Symbols;
        AtomOf = new int[symbols.Count];
        Array.Fill(AtomOf, None);
        int[] groupSize = GroupSizes(graph);
        int[] atomOfLeader = new int[symbols.Count];
        Array.Fill(atomOfLeader, None);
        List<int> firstSymbol = [];
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            if (!symbols.NeedsPartition(symbol) || (symbols.IsCopyable(symbol) && groupSize[graph.Groups.LeaderOf(symbol)] == 1))
            {
                continue;
            }

            ref int atom = ref atomOfLeader[graph.Groups.LeaderOf(symbol)];
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
                Instructions[atom] += symbols.Instructions(symbol);
            }
        }

        (_start, _edges) = BuildRows(graph);
    }

    public int Count { get; }

    /// <summary>Indexed by symbol: its atom, or <see cref="None"/>.</summary>
    public int[] AtomOf { get; }

    /// <summary>Lowest ordinal of each atom's definitions; atoms are numbered in this order.</summary>
    public int[] FirstSymbol { get; }

    public int[] Functions { get; }

    public long[] Instructions { get; }

    public ulong[] NameHash { get; }

    /// <summary>An atom of variables only costs no bound and is placed by its users.</summary>
    public bool IsData(int atom) => Functions[atom] == 0;

    public ReadOnlySpan<CallEdge> Row(int atom) => _edges.AsSpan(_start[atom], _start[atom + 1] - _start[atom]);

    /// <summary>Sets the order in which searches over all vertices start; every atom once.</summary>
    public void SetVisitOrder(int[] order) => _visitOrder = order;

    public bool IsDirected => true;

    public bool AllowParallelEdges => false;

    public bool IsVerticesEmpty => Count == 0;

    public int VertexCount => Count;

    public IEnumerable<int> Vertices => _visitOrder ?? Enumerable.Range(0, Count);

    public bool ContainsVertex(int vertex) => (uint)vertex < (uint)Count;

    public bool IsOutEdgesEmpty(int vertex) => Row(vertex).IsEmpty;

    public int OutDegree(int vertex) => Row(vertex).Length;

    public IEnumerable<CallEdge> OutEdges(int vertex) => new ArraySegment<CallEdge>(_edges, _start[vertex], OutDegree(vertex));

    public bool TryGetOutEdges(int vertex, out IEnumerable<CallEdge> edges)
    {
        edges = ContainsVertex(vertex) ? OutEdges(vertex) : [];
        return ContainsVertex(vertex);
    }

    public CallEdge OutEdge(int vertex, int index) => Row(vertex)[index];

    public bool ContainsEdge(int source, int target) => TryGetEdge(source, target, out _);

    public bool TryGetEdge(int source, int target, out CallEdge edge)
    {
        foreach (CallEdge candidate in Row(source))
        {
            if (candidate.Target == target)
            {
                edge = candidate;
                return true;
            }
        }

        edge = default;
        return false;
    }

    public bool TryGetEdges(int source, int target, out IEnumerable<CallEdge> edges)
    {
        edges = TryGetEdge(source, target, out CallEdge edge) ? [edge] : [];
        return ContainsVertex(source);
    }

    private static int[] GroupSizes(ProgramGraph graph)
    {
        int[] sizes = new int[graph.SymbolCount];
        foreach (int leader in graph.Groups.Leaders)
        {
            sizes[leader]++;
        }

        return sizes;
    }

    private (int[] Start, CallEdge[] Edges) BuildRows(ProgramGraph graph)
    {
        List<CallEdge> edges = new(graph.EdgeCount);
        for (int symbol = 0; symbol < graph.SymbolCount; symbol++)
        {
            int source = AtomOf[symbol];
            if (source == None)
            {
                continue;
            }

            foreach (CallEdge edge in graph.EdgesOf(symbol))
            {
                int target = AtomOf[edge.Target];
                if (target != None && target != source)
                {
                    edges.Add(new CallEdge(source, target, edge.Kind, edge.Count, edge.Weight));
                }
            }
        }

        CallEdge[] merged = Merge(edges);
        ulong[] hash = NameHash;
        Array.Sort(merged, (a, b) => (a.Source, ~a.Weight, a.Kind, hash[a.Target], a.Target).CompareTo((b.Source, ~b.Weight, b.Kind, hash[b.Target], b.Target)));
        int[] start = new int[Count + 1];
        foreach (CallEdge edge in merged)
        {
            start[edge.Source + 1]++;
        }

        for (int i = 0; i < Count; i++)
        {
            start[i + 1] += start[i];
        }

        return (start, merged);
    }

    /// <summary>One edge a pair; a pair with any call is a call.</summary>
    private static CallEdge[] Merge(List<CallEdge> edges)
    {
        edges.Sort(static (a, b) => (a.Source, a.Target, a.Kind).CompareTo((b.Source, b.Target, b.Kind)));
        List<CallEdge> merged = new(edges.Count);
        foreach (CallEdge edge in edges)
        {
            if (merged.Count > 0 && merged[^1] is var last && last.Source == edge.Source && last.Target == edge.Target)
            {
                merged[^1] = last with { Count = last.Count + edge.Count, Weight = last.Weight + edge.Weight };
            }
            else
            {
                merged.Add(edge);
            }
        }

        return [.. merged];
    }
}
