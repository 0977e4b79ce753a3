// Stand-in for QuikGraph 2.5: the public members lto-par uses. See compat/README.md.
using System.Diagnostics.CodeAnalysis;

namespace QuikGraph;

/// <summary>A mutable directed graph as lists of out-edges, in order of insertion.</summary>
public class AdjacencyGraph<TVertex, TEdge> : IVertexAndEdgeListGraph<TVertex, TEdge>
    where TVertex : notnull
    where TEdge : IEdge<TVertex>
{
    private readonly Dictionary<TVertex, List<TEdge>> _rows = [];
    private readonly List<TVertex> _vertices = [];

    public bool IsDirected => true;

    public bool AllowParallelEdges => true;

    public bool IsVerticesEmpty => _vertices.Count == 0;

    public int VertexCount => _vertices.Count;

    public virtual IEnumerable<TVertex> Vertices => _vertices;

    public bool IsEdgesEmpty => EdgeCount == 0;

    public int EdgeCount { get; private set; }

    public virtual IEnumerable<TEdge> Edges => _vertices.SelectMany(v => _rows[v]);

    public virtual bool AddVertex(TVertex vertex)
    {
        if (!_rows.TryAdd(vertex, []))
        {
            return false;
        }

        _vertices.Add(vertex);
        return true;
    }

    public virtual int AddVertexRange(IEnumerable<TVertex> vertices) => vertices.Count(AddVertex);

    public virtual bool AddEdge(TEdge edge)
    {
        _rows[edge.Source].Add(edge);
        EdgeCount++;
        return true;
    }

    public int AddEdgeRange(IEnumerable<TEdge> edges) => edges.Count(AddEdge);

    public bool ContainsVertex(TVertex vertex) => _rows.ContainsKey(vertex);

    public bool ContainsEdge(TEdge edge) => _rows.TryGetValue(edge.Source, out List<TEdge>? row) && row.Contains(edge);

    public bool ContainsEdge(TVertex source, TVertex target) => TryGetEdge(source, target, out _);

    public bool IsOutEdgesEmpty(TVertex vertex) => _rows[vertex].Count == 0;

    public int OutDegree(TVertex vertex) => _rows[vertex].Count;

    public virtual IEnumerable<TEdge> OutEdges(TVertex vertex) => _rows[vertex];

    public virtual bool TryGetOutEdges(TVertex vertex, [NotNullWhen(true)] out IEnumerable<TEdge>? edges)
    {
        edges = _rows.GetValueOrDefault(vertex);
        return edges is not null;
    }

    public TEdge OutEdge(TVertex vertex, int index) => _rows[vertex][index];

    public bool TryGetEdge(TVertex source, TVertex target, [MaybeNullWhen(false)] out TEdge edge)
    {
        foreach (TEdge candidate in _rows.GetValueOrDefault(source) ?? [])
        {
            if (EqualityComparer<TVertex>.Default.Equals(candidate.Target, target))
            {
                edge = candidate;
                return true;
            }
        }

        edge = default;
        return false;
    }

    public virtual bool TryGetEdges(TVertex source, TVertex target, [NotNullWhen(true)] out IEnumerable<TEdge>? edges)
    {
        edges = _rows.GetValueOrDefault(source)?.Where(e => EqualityComparer<TVertex>.Default.Equals(e.Target, target)).ToArray();
        return edges is not null;
    }
}
