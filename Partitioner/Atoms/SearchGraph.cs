using System.Collections;
using LtoPar.CallGraph;
using QuikGraph;
using QuikGraph.Algorithms.Search;

namespace LtoPar.Partitioner.Atoms;

/// <summary>
/// Atoms as QuikGraph's searches want a graph: vertices in the order in which a search is to start, out-edges in the order of the rows. An edge
/// is a structure of two numbers and the colours of vertices are an array (<see cref="SearchColors"/>); with the package's dictionaries, planning
/// takes twice as long (docs/performance.md). Of the interface, searches use vertices and out-edges; what needs a look-up is not supported.
/// </summary>
internal sealed class SearchGraph : IVertexListGraph<int, SEdge<int>>
{
    private readonly AtomGraph _atoms;
    private readonly int[] _order;

    private SearchGraph(AtomGraph atoms, List<int> first)
    {
        _atoms = atoms;
        _order = Order(atoms.Count, first);
    }

    public bool IsDirected => true;

    public bool AllowParallelEdges => false;

    public bool IsVerticesEmpty => _atoms.Count == 0;

    public int VertexCount => _atoms.Count;

    public IEnumerable<int> Vertices => _order;

    /// <summary>A search that is ready to run: from the atoms of <paramref name="first"/>, then from whatever they do not reach, in module order.</summary>
    public static DepthFirstSearchAlgorithm<int, SEdge<int>> Search(AtomGraph atoms, List<int> first) =>
        new(new SearchGraph(atoms, first), new SearchColors(atoms.Count));

    public bool ContainsVertex(int vertex) => (uint)vertex < (uint)_atoms.Count;

    public bool IsOutEdgesEmpty(int vertex) => _atoms.Row(vertex).IsEmpty;

    public int OutDegree(int vertex) => _atoms.Row(vertex).Length;

    public IEnumerable<SEdge<int>> OutEdges(int vertex) => new Edges(_atoms.Edges(vertex));

    public bool TryGetOutEdges(int vertex, out IEnumerable<SEdge<int>> edges) => throw new NotSupportedException();

    public SEdge<int> OutEdge(int vertex, int index) => throw new NotSupportedException();

    public bool ContainsEdge(int source, int target) => throw new NotSupportedException();

    public bool TryGetEdge(int source, int target, out SEdge<int> edge) => throw new NotSupportedException();

    public bool TryGetEdges(int source, int target, out IEnumerable<SEdge<int>> edges) => throw new NotSupportedException();

    private static int[] Order(int count, List<int> first)
    {
        int[] order = new int[count];
        bool[] isFirst = new bool[count];
        int used = 0;
        foreach (int atom in first)
        {
            order[used++] = atom;
            isFirst[atom] = true;
        }

        for (int atom = 0; atom < count; atom++)
        {
            if (!isFirst[atom])
            {
                order[used++] = atom;
            }
        }

        return order;
    }

    /// <summary>A row, to be gone over once: one object for each atom that a search meets.</summary>
    private sealed class Edges(ArraySegment<CallEdge> row) : IEnumerable<SEdge<int>>, IEnumerator<SEdge<int>>
    {
        private int _next;

        public SEdge<int> Current { get; private set; }

        object IEnumerator.Current => Current;

        public IEnumerator<SEdge<int>> GetEnumerator() => this;

        IEnumerator IEnumerable.GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next == row.Count)
            {
                return false;
            }

            CallEdge edge = row[_next++];
            Current = new SEdge<int>(edge.Source, edge.Target);
            return true;
        }

        public void Reset() => _next = 0;

        public void Dispose()
        {
        }
    }
}
