// Stand-in for QuikGraph 2.5: the public members lto-par uses. See compat/README.md.
using System.Diagnostics.CodeAnalysis;

namespace QuikGraph;

public interface IEdge<out TVertex>
{
    TVertex Source { get; }

    TVertex Target { get; }
}

public interface IGraph<TVertex, TEdge>
    where TEdge : IEdge<TVertex>
{
    bool IsDirected { get; }

    bool AllowParallelEdges { get; }
}

public interface IImplicitVertexSet<TVertex>
{
    bool ContainsVertex(TVertex vertex);
}

public interface IVertexSet<TVertex> : IImplicitVertexSet<TVertex>
{
    bool IsVerticesEmpty { get; }

    int VertexCount { get; }

    IEnumerable<TVertex> Vertices { get; }
}

public interface IImplicitGraph<TVertex, TEdge> : IGraph<TVertex, TEdge>, IImplicitVertexSet<TVertex>
    where TEdge : IEdge<TVertex>
{
    bool IsOutEdgesEmpty(TVertex vertex);

    int OutDegree(TVertex vertex);

    IEnumerable<TEdge> OutEdges(TVertex vertex);

    bool TryGetOutEdges(TVertex vertex, [NotNullWhen(true)] out IEnumerable<TEdge>? edges);

    TEdge OutEdge(TVertex vertex, int index);
}

public interface IIncidenceGraph<TVertex, TEdge> : IImplicitGraph<TVertex, TEdge>
    where TEdge : IEdge<TVertex>
{
    bool ContainsEdge(TVertex source, TVertex target);

    bool TryGetEdge(TVertex source, TVertex target, [MaybeNullWhen(false)] out TEdge edge);

    bool TryGetEdges(TVertex source, TVertex target, [NotNullWhen(true)] out IEnumerable<TEdge>? edges);
}

public interface IVertexListGraph<TVertex, TEdge> : IIncidenceGraph<TVertex, TEdge>, IVertexSet<TVertex>
    where TEdge : IEdge<TVertex>
{
}

public interface IEdgeSet<TVertex, TEdge>
    where TEdge : IEdge<TVertex>
{
    bool IsEdgesEmpty { get; }

    int EdgeCount { get; }

    IEnumerable<TEdge> Edges { get; }

    bool ContainsEdge(TEdge edge);
}

public interface IEdgeListGraph<TVertex, TEdge> : IGraph<TVertex, TEdge>, IEdgeSet<TVertex, TEdge>, IVertexSet<TVertex>
    where TEdge : IEdge<TVertex>
{
}

public interface IVertexAndEdgeListGraph<TVertex, TEdge> : IVertexListGraph<TVertex, TEdge>, IEdgeListGraph<TVertex, TEdge>
    where TEdge : IEdge<TVertex>
{
}
