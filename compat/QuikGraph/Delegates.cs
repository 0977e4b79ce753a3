// Stand-in for QuikGraph 2.5: the public members lto-par uses. See compat/README.md.
namespace QuikGraph;

public delegate void VertexAction<in TVertex>(TVertex vertex);

public delegate void EdgeAction<TVertex, in TEdge>(TEdge edge)
    where TEdge : IEdge<TVertex>;

public enum GraphColor : byte
{
    White = 0,
    Gray,
    Black,
}
