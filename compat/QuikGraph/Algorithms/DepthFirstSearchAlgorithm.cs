// Stand-in for QuikGraph 2.5: the public members lto-par uses. See compat/README.md.
namespace QuikGraph.Algorithms.Search;

/// <summary>
/// Depth-first search with the textbook events (Cormen et al., chapter 22), on an explicit stack: a call chain of a million functions must
/// not be a recursion of a million frames.
/// </summary>
public sealed class DepthFirstSearchAlgorithm<TVertex, TEdge>
    where TVertex : notnull
    where TEdge : IEdge<TVertex>
{
    private readonly IDictionary<TVertex, GraphColor> _colors;
    private TVertex? _root;
    private bool _hasRoot;

    public DepthFirstSearchAlgorithm(IVertexListGraph<TVertex, TEdge> visitedGraph)
        : this(visitedGraph, new Dictionary<TVertex, GraphColor>(visitedGraph.VertexCount))
    {
    }

    public DepthFirstSearchAlgorithm(IVertexListGraph<TVertex, TEdge> visitedGraph, IDictionary<TVertex, GraphColor> verticesColors)
    {
        VisitedGraph = visitedGraph;
        _colors = verticesColors;
    }

    public event VertexAction<TVertex>? InitializeVertex;

    public event VertexAction<TVertex>? StartVertex;

    public event VertexAction<TVertex>? DiscoverVertex;

    public event EdgeAction<TVertex, TEdge>? ExamineEdge;

    public event EdgeAction<TVertex, TEdge>? TreeEdge;

    public event EdgeAction<TVertex, TEdge>? BackEdge;

    public event EdgeAction<TVertex, TEdge>? ForwardOrCrossEdge;

    public event VertexAction<TVertex>? FinishVertex;

    public IVertexListGraph<TVertex, TEdge> VisitedGraph { get; }

    public IDictionary<TVertex, GraphColor> VerticesColors => _colors;

    /// <summary>Whether a search with a root goes on with the vertices the root does not reach.</summary>
    public bool ProcessAllComponents { get; set; }

    /// <summary>Tree edges from the start; a vertex farther than this is discovered and finished, and its edges are not examined.</summary>
    public int MaxDepth
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = int.MaxValue;

    public void SetRootVertex(TVertex root)
    {
        _root = root;
        _hasRoot = true;
    }

    public void ClearRootVertex() => _hasRoot = false;

    public void Compute(TVertex root)
    {
        SetRootVertex(root);
        Compute();
    }

    public void Compute()
    {
        _colors.Clear();
        foreach (TVertex vertex in VisitedGraph.Vertices)
        {
            _colors[vertex] = GraphColor.White;
            InitializeVertex?.Invoke(vertex);
        }

        if (_hasRoot)
        {
            StartVertex?.Invoke(_root!);
            Visit(_root!);
            if (!ProcessAllComponents)
            {
                return;
            }
        }

        foreach (TVertex vertex in VisitedGraph.Vertices)
        {
            if (_colors[vertex] == GraphColor.White)
            {
                StartVertex?.Invoke(vertex);
                Visit(vertex);
            }
        }
    }

    public void Visit(TVertex root)
    {
        Stack<(TVertex Vertex, IEnumerator<TEdge> Edges)> open = new();
        Discover(root);
        while (open.TryPeek(out (TVertex Vertex, IEnumerator<TEdge> Edges) top))
        {
            if (open.Count - 1 > MaxDepth || !top.Edges.MoveNext())
            {
                top.Edges.Dispose();
                open.Pop();
                _colors[top.Vertex] = GraphColor.Black;
                FinishVertex?.Invoke(top.Vertex);
                continue;
            }

            TEdge edge = top.Edges.Current;
            ExamineEdge?.Invoke(edge);
            switch (_colors[edge.Target])
            {
                case GraphColor.White:
                    TreeEdge?.Invoke(edge);
                    Discover(edge.Target);
                    break;
                case GraphColor.Gray:
                    BackEdge?.Invoke(edge);
                    break;
                default:
                    ForwardOrCrossEdge?.Invoke(edge);
                    break;
            }
        }

        void Discover(TVertex vertex)
        {
            _colors[vertex] = GraphColor.Gray;
            DiscoverVertex?.Invoke(vertex);
            open.Push((vertex, VisitedGraph.OutEdges(vertex).GetEnumerator()));
        }
    }
}
