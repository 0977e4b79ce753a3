using LtoPar.CallGraph;

namespace LtoPar.Partitioner.Atoms;

/// <summary>The edges of an atom graph by target.</summary>
internal sealed class Incoming
{
    private readonly int[] _start;
    private readonly (int Source, ulong Weight)[] _edges;

    public Incoming(AtomGraph atoms)
    {
        _start = new int[atoms.Count + 1];
        for (int atom = 0; atom < atoms.Count; atom++)
        {
            foreach (CallEdge edge in atoms.Row(atom))
            {
                _start[edge.Target + 1]++;
            }
        }

        for (int i = 0; i < atoms.Count; i++)
        {
            _start[i + 1] += _start[i];
        }

        int[] next = _start[..^1];
        _edges = new (int, ulong)[_start[^1]];
        for (int atom = 0; atom < atoms.Count; atom++)
        {
            foreach (CallEdge edge in atoms.Row(atom))
            {
                _edges[next[edge.Target]++] = (atom, edge.Weight);
            }
        }
    }

    public ReadOnlySpan<(int Source, ulong Weight)> Of(int atom) => _edges.AsSpan(_start[atom], _start[atom + 1] - _start[atom]);
}
