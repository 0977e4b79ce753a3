using System.Numerics;
using LtoPar.Partitioner.Atoms;

namespace LtoPar.Partitioner;

/// <summary>
/// Joins pieces that came out small. A cut leaves crumbs, and each partition costs the reading of the module-level records again, so a small
/// piece joins the piece it has most calls and references with (either way) if both fit together; on a tie, the one whose root has the smaller
/// name hash.
///
/// Turns. The smallest go first: in classes by powers of two, and by the hash of the root's name within a class. Smallest first, because a piece
/// then never joins a smaller one, so that it at least doubles its class each time its edges are looked at: that makes the whole
/// O(edges x log size). Classes instead of sizes, because an edit that adds an instruction must not give every piece another turn. What comes out of
/// a join is in a higher class, so one sweep up the classes is all.
///
/// Leftovers. What has no neighbour with room is packed with its like in the order of the traversal. A pack could be filled to the brim, but then
/// one more function shifts the border of every later pack. So a border is where, between half full and full, the next piece's name
/// hash is smallest: after an edit the borders fall back into step within a pack or two.
///
/// Pieces without any function (tables that nothing uses) cost nothing and go wherever they are wanted most, else to the piece before them.
/// </summary>
internal sealed class PieceMerger
{
    private readonly AtomGraph _atoms;
    private readonly int[] _pieces;
    private readonly int[] _leader;
    private readonly long[] _functions;
    private readonly long[] _instructions;
    private readonly int[] _atomCount;
    private readonly PieceLinks _links;

    /// <param name="pieceRootOf">Indexed by atom: an atom of the same piece, which names it.</param>
    /// <param name="order">All atoms, in the order partitions are to be in.</param>
    public PieceMerger(AtomGraph atoms, int[] pieceRootOf, IReadOnlyList<int> order)
    {
        _atoms = atoms;
        _leader = [.. pieceRootOf];
        _functions = new long[atoms.Count];
        _instructions = new long[atoms.Count];
        _atomCount = new int[atoms.Count];
        List<int> pieces = [];
        foreach (int atom in order)
        {
            int piece = pieceRootOf[atom];
            if (_atomCount[piece]++ == 0)
            {
                pieces.Add(piece);
            }

            _functions[piece] += atoms.Functions[atom];
            _instructions[piece] += atoms.Instructions[atom];
        }

        _pieces = [.. pieces];
        Count = _pieces.Length;
        _links = new PieceLinks(atoms, pieceRootOf);
    }

    /// <summary>Pieces there are now.</summary>
    public int Count { get; private set; }

    /// <summary>The piece an atom is in now, named by an atom of it.</summary>
    public int PieceOf(int atom)
    {
        while (_leader[atom] != atom)
        {
            _leader[atom] = _leader[_leader[atom]];
            atom = _leader[atom];
        }

        return atom;
    }

    /// <summary>Joins pieces below a fraction of the bounds; a denominator of 1 means all that are within them.</summary>
    public void JoinSmall(Bounds bounds, int denominator)
    {
        Sweep(bounds, denominator, atMost: 1);
        Pack(bounds, denominator, atMost: 1);
    }

    /// <summary>Joins pieces until there are no more than so many.</summary>
    /// <returns>The bounds, raised by quarters as far as this needed.</returns>
    public Bounds JoinUntil(int atMost, Bounds bounds)
    {
        while (Count > atMost)
        {
            if (FewestPieces(bounds) <= atMost)
            {
                Sweep(bounds, 1, atMost);
                if (Count > atMost)
                {
                    Pack(bounds, 2, atMost);
                }
            }

            bounds = Count > atMost ? bounds.Raised() : bounds;
        }

        return bounds;
    }

    /// <summary>No joining under these bounds can end in fewer. Saves the sweeps that cannot succeed.</summary>
    private long FewestPieces(Bounds bounds)
    {
        long functions = 0;
        long instructions = 0;
        foreach (int piece in _pieces)
        {
            if (_leader[piece] == piece)
            {
                functions += Math.Min(_functions[piece], bounds.MaxFunctions);
                instructions += Math.Min(_instructions[piece], bounds.MaxSize);
            }
        }

        return bounds.PartitionsFor(functions, instructions);
    }

    private void Sweep(Bounds bounds, int denominator, int atMost)
    {
        List<int>[] classes = new List<int>[64];
        for (int i = 0; i < classes.Length; i++)
        {
            classes[i] = [];
        }

        foreach (int piece in _pieces)
        {
            if (_leader[piece] == piece && IsSmall(piece, bounds, denominator))
            {
                classes[SizeClass(piece)].Add(piece);
            }
        }

        for (int sizeClass = 0; sizeClass < classes.Length; sizeClass++)
        {
            classes[sizeClass].Sort(CompareByHash);
            foreach (int piece in classes[sizeClass])
            {
                if (Count <= atMost)
                {
                    return;
                }

                // It may have been joined, or joined to, since it was put here.
                if (_leader[piece] != piece || SizeClass(piece) != sizeClass)
                {
                    continue;
                }

                int other = BestNeighbour(piece, bounds);
                if (other == AtomGraph.None)
                {
                    continue;
                }

                int before = SizeClass(other);
                Join(other, piece);
                if (SizeClass(other) != before && IsSmall(other, bounds, denominator))
                {
                    classes[SizeClass(other)].Add(other);
                }
            }
        }
    }

    private void Pack(Bounds bounds, int denominator, int atMost)
    {
        List<int> left = [];
        int previous = AtomGraph.None;
        foreach (int piece in _pieces)
        {
            if (_leader[piece] != piece)
            {
                continue;
            }

            if (Count <= atMost)
            {
                return;
            }

            if (_functions[piece] > 0 || previous == AtomGraph.None)
            {
                if (_functions[piece] > 0 && IsSmall(piece, bounds, denominator))
                {
                    left.Add(piece);
                }

                if (previous != AtomGraph.None && _functions[previous] == 0)
                {
                    Join(piece, previous);
                }

                previous = piece;
            }
            else
            {
                Join(previous, piece);
            }
        }

        for (int start = 0; start < left.Count;)
        {
            int end = EndOfPack(left, start, bounds);
            for (int i = start + 1; i < end && Count > atMost; i++)
            {
                Join(left[start], left[i]);
            }

            start = end;
        }
    }

    private int EndOfPack(List<int> left, int start, Bounds bounds)
    {
        long functions = 0;
        long instructions = 0;
        int end = AtomGraph.None;
        for (int i = start; i < left.Count; i++)
        {
            if (i > start && bounds.ReachFraction(functions, instructions, 2) && (end < 0 || CompareByHash(left[i], left[end]) < 0))
            {
                end = i;
            }

            functions += _functions[left[i]];
            instructions += _instructions[left[i]];
            if (i > start && !bounds.Allow(functions, instructions))
            {
                return end < 0 ? i : end;
            }
        }

        return left.Count;
    }

    private bool IsSmall(int piece, Bounds bounds, int denominator) =>
        denominator <= 1 ? bounds.Allow(_functions[piece], _instructions[piece])
        : !bounds.ReachFraction(_functions[piece], _instructions[piece], denominator);

    private int SizeClass(int piece) => BitOperations.Log2((ulong)(_instructions[piece] + _atomCount[piece]));

    private int CompareByHash(int a, int b) =>
        _atoms.NameHash[a] != _atoms.NameHash[b] ? _atoms.NameHash[a].CompareTo(_atoms.NameHash[b]) : a.CompareTo(b);

    private int BestNeighbour(int piece, Bounds bounds)
    {
        ReadOnlySpan<int> neighbours = _links.Gather(piece, _leader, out ReadOnlySpan<ulong> weights);
        int best = AtomGraph.None;
        ulong bestWeight = 0;
        for (int i = 0; i < neighbours.Length; i++)
        {
            int other = neighbours[i];
            bool fits = _functions[piece] == 0 || bounds.Allow(_functions[piece] + _functions[other], _instructions[piece] + _instructions[other]);
            if (fits && (best == AtomGraph.None || weights[i] > bestWeight || (weights[i] == bestWeight && CompareByHash(other, best) < 0)))
            {
                best = other;
                bestWeight = weights[i];
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
        _atomCount[into] += _atomCount[piece];
        _links.Append(into, piece);
        Count--;
    }
}
