using LtoPar.CallGraph;
using LtoPar.Partitioner.Atoms;

namespace LtoPar.Partitioner;

/// <summary>
/// Records which pieces are linked, and how strongly, while pieces are being joined. Each piece begins with one segment of a shared array; joining
/// chains segments without looking at them. Only when a piece is asked for its neighbours are its links summed up, and written back in the
/// room they had, so what is looked at again is as short as it can be.
/// </summary>
internal sealed class PieceLinks
{
    private readonly int[] _start;
    private readonly int[] _length;
    private readonly int[] _next;
    private readonly int[] _last;
    private readonly int[] _target;
    private readonly ulong[] _weight;
    private readonly int[] _slot;
    private int[] _neighbours = new int[16];
    private ulong[] _sums = new ulong[16];

    /// <param name="pieceOf">Indexed by atom: the atom that names its piece.</param>
    public PieceLinks(AtomGraph atoms, int[] pieceOf)
    {
        int[] start = new int[atoms.Count + 1];
        for (int atom = 0; atom < atoms.Count; atom++)
        {
            foreach (CallEdge edge in atoms.Row(atom))
            {
                int a = pieceOf[atom];
                int b = pieceOf[edge.Target];
                if (a != b)
                {
                    start[a + 1]++;
                    start[b + 1]++;
                }
            }
        }

        CompressedRows.SumUp(start);
        _target = new int[start[^1]];
        _weight = new ulong[start[^1]];
        _length = new int[atoms.Count];
        for (int atom = 0; atom < atoms.Count; atom++)
        {
            foreach (CallEdge edge in atoms.Row(atom))
            {
                int a = pieceOf[atom];
                int b = pieceOf[edge.Target];
                if (a != b)
                {
                    Put(start, a, b, edge.Weight);
                    Put(start, b, a, edge.Weight);
                }
            }
        }

        _start = start;
        _next = new int[atoms.Count];
        _last = new int[atoms.Count];
        _slot = new int[atoms.Count];
        for (int atom = 0; atom < atoms.Count; atom++)
        {
            _next[atom] = AtomGraph.None;
            _last[atom] = atom;
            _slot[atom] = -1;
        }
    }

    /// <summary>The second piece's links become the first's.</summary>
    public void Append(int into, int piece)
    {
        _next[_last[into]] = piece;
        _last[into] = _last[piece];
    }

    /// <param name="leader">Union-find over atoms: what has joined what.</param>
    /// <param name="weights">The sum of the links with each neighbour, both directions.</param>
    /// <returns>The neighbours, each once, valid until the next call.</returns>
    public ReadOnlySpan<int> Gather(int piece, int[] leader, out ReadOnlySpan<ulong> weights)
    {
        int count = 0;
        for (int segment = piece; segment != AtomGraph.None; segment = _next[segment])
        {
            for (int i = _start[segment]; i < _start[segment] + _length[segment]; i++)
            {
                int other = _target[i];
                while (leader[other] != other)
                {
                    leader[other] = leader[leader[other]];
                    other = leader[other];
                }

                if (other == piece)
                {
                    continue;
                }

                if (_slot[other] < 0)
                {
                    if (count == _neighbours.Length)
                    {
                        Array.Resize(ref _neighbours, count * 2);
                        Array.Resize(ref _sums, count * 2);
                    }

                    _slot[other] = count;
                    _neighbours[count] = other;
                    _sums[count++] = _weight[i];
                }
                else
                {
                    ref ulong sum = ref _sums[_slot[other]];
                    sum = Weights.Add(sum, _weight[i]);
                }
            }
        }

        for (int i = 0; i < count; i++)
        {
            _slot[_neighbours[i]] = -1;
        }

        WriteBack(piece, count);
        weights = _sums.AsSpan(0, count);
        return _neighbours.AsSpan(0, count);
    }

    private void Put(int[] start, int from, int to, ulong weight)
    {
        int at = start[from] + _length[from]++;
        _target[at] = to;
        _weight[at] = weight;
    }

    /// <summary>Fills the segments from the first on; those that get nothing leave the chain.</summary>
    private void WriteBack(int piece, int count)
    {
        int written = 0;
        int lastUsed = piece;
        for (int segment = piece; segment != AtomGraph.None; segment = _next[segment])
        {
            int length = Math.Min(_length[segment], count - written);
            _neighbours.AsSpan(written, length).CopyTo(_target.AsSpan(_start[segment]));
            _sums.AsSpan(written, length).CopyTo(_weight.AsSpan(_start[segment]));
            _length[segment] = length;
            written += length;
            lastUsed = length > 0 ? segment : lastUsed;
        }

        _next[lastUsed] = AtomGraph.None;
        _last[piece] = lastUsed;
    }
}
