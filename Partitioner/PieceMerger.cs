using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>
/// Joins pieces that came out small. A cut leaves crumbs, and each partition costs the reading of the module-level records again, so a piece
/// below half of the bounds joins the piece it has most calls and references with (either way) if both fit together. Pieces take their turn
/// by the hash of their root's name, so that one that changes its size does not change the others' turns. What has no neighbour with room is
/// packed with its like, in the order of the traversal.
/// </summary>
internal sealed class PieceMerger
{
    private readonly AtomGraph _atoms;
    private readonly int[] _leader;
    private readonly long[] _functions;
    private readonly long[] _instructions;
    private readonly Dictionary<int, ulong>?[] _neighbours;
    private readonly List<int> _turns;
    private readonly List<int> _inOrder;

    /// <param name="pieceRootOf">Indexed by atom.</param>
    /// <param name="order">All atoms, in the order partitions are to be in.</param>
    public PieceMerger(AtomGraph atoms, int[] pieceRootOf, IReadOnlyList<int> order)
    {
        _atoms = atoms;
        _leader = [.. pieceRootOf];
        _functions = new long[atoms.Count];
        _instructions = new long[atoms.Count];
        _neighbours = new Dictionary<int, ulong>?[atoms.Count];
        for (int atom = 0; atom < atoms.Count; atom++)
        {
            int piece = pieceRootOf[atom];
            _functions[piece] += atoms.Functions[atom];
            _instructions[piece] += atoms.Instructions[atom];
            foreach (CallEdge edge in atoms.Row(atom))
            {
                Connect(piece, pieceRootOf[edge.Target], edge.Weight);
            }
        }

        // Pieces of data alone are no partitions: their atoms follow their users.
        HashSet<int> seen = [];
        _inOrder = [.. order.Select(a => pieceRootOf[a]).Where(p => _functions[p] > 0 && seen.Add(p))];
        _turns = [.. _inOrder];
        _turns.Sort((a, b) => (atoms.NameHash[a], a).CompareTo((atoms.NameHash[b], b)));
    }

    public int Count => _inOrder.Count(IsLeader);

    /// <summary>The piece an atom is in now, named by an atom of it.</summary>
    public int PieceOf(int atom) => Find(atom);

    /// <param name="bounds">What a joined piece may hold.</param>
    /// <param name="smallDenominator">Pieces below this fraction of the bounds look for another; 1: all.</param>
    public void Merge(Bounds bounds, int smallDenominator)
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (int piece in _turns)
            {
                if (IsLeader(piece) && IsSmall(piece, bounds, smallDenominator) && BestNeighbour(piece, bounds) is var other && other != AtomGraph.None)
                {
                    Join(other, piece);
                    changed = true;
                }
            }

            _turns.RemoveAll(p => !IsLeader(p));
        }

        Pack(bounds, smallDenominator);
        _turns.RemoveAll(p => !IsLeader(p));
    }

    private void Pack(Bounds bounds, int smallDenominator)
    {
        int open = AtomGraph.None;
        foreach (int piece in _inOrder)
        {
            if (!IsLeader(piece) || !IsSmall(piece, bounds, smallDenominator))
            {
                continue;
            }

            if (open != AtomGraph.None && bounds.Hold(_functions[open] + _functions[piece], _instructions[open] + _instructions[piece]))
            {
                Join(open, piece);
            }
            else
            {
                open = piece;
            }
        }
    }

    private bool IsSmall(int piece, Bounds bounds, int denominator) =>
        denominator <= 1 ? bounds.Hold(_functions[piece], _instructions[piece])
        : !bounds.ReachFraction(_functions[piece], _instructions[piece], denominator);

    private int BestNeighbour(int piece, Bounds bounds)
    {
        int best = AtomGraph.None;
        ulong bestWeight = 0;
        if (_neighbours[piece] is not { } row)
        {
            return best;
        }

        // The maximum by (weight, name hash, number) is the same in whatever order a dictionary is read.
        foreach ((int neighbour, ulong weight) in row)
        {
            if (_functions[neighbour] == 0 || !bounds.Hold(_functions[neighbour] + _functions[piece], _instructions[neighbour] + _instructions[piece]))
            {
                continue;
            }

            if (best == AtomGraph.None
                || (weight, _atoms.NameHash[best], best).CompareTo((bestWeight, _atoms.NameHash[neighbour], neighbour)) > 0)
            {
                best = neighbour;
                bestWeight = weight;
            }
        }

        return best;
    }

    /// <summary>The second piece becomes part of the first, which keeps its name.</summary>
    private void Join(int into, int piece)
    {
        _leader[piece] = into;
        _functions[into] += _functions[piece];
        _instructions[into] += _instructions[piece];
        if (_neighbours[piece] is { } row)
        {
            _neighbours[piece] = null;
            foreach ((int neighbour, ulong weight) in row)
            {
                _neighbours[neighbour]!.Remove(piece);
                Connect(into, neighbour, weight);
            }
        }
    }

    private void Connect(int a, int b, ulong weight)
    {
        if (a != b)
        {
            Add(a, b);
            Add(b, a);
        }

        void Add(int from, int to)
        {
            Dictionary<int, ulong> row = _neighbours[from] ??= [];
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(row, to, out _) += weight;
        }
    }

    private bool IsLeader(int piece) => _leader[piece] == piece;

    private int Find(int atom)
    {
        while (_leader[atom] != atom)
        {
            _leader[atom] = _leader[_leader[atom]];
            atom = _leader[atom];
        }

        return atom;
    }
}
