// Stand-in for QuikGraph 2.5: the public members lto-par uses. See compat/README.md.
namespace QuikGraph.Algorithms.ConnectedComponents;

/// <summary>Tarjan's algorithm (SIAM J. Comput. 1, 1972) on an explicit stack. Components are numbered in the order they are completed.</summary>
public sealed class StronglyConnectedComponentsAlgorithm<TVertex, TEdge>
    where TVertex : notnull
    where TEdge : IEdge<TVertex>
{
    private readonly Dictionary<TVertex, int> _components;
    private readonly Dictionary<TVertex, int> _discoverTimes;

    public StronglyConnectedComponentsAlgorithm(IVertexListGraph<TVertex, TEdge> visitedGraph)
    {
        VisitedGraph = visitedGraph;
        _components = new Dictionary<TVertex, int>(visitedGraph.VertexCount);
        _discoverTimes = new Dictionary<TVertex, int>(visitedGraph.VertexCount);
    }

    public IVertexListGraph<TVertex, TEdge> VisitedGraph { get; }

    public int ComponentCount { get; private set; }

    public IDictionary<TVertex, int> Components => _components;

    public IDictionary<TVertex, int> DiscoverTimes => _discoverTimes;

    public void Compute()
    {
        _components.Clear();
        _discoverTimes.Clear();
        ComponentCount = 0;
        Dictionary<TVertex, int> low = new(VisitedGraph.VertexCount);
        Stack<TVertex> path = new();
        Stack<(TVertex Vertex, IEnumerator<TEdge> Edges)> open = new();
        foreach (TVertex root in VisitedGraph.Vertices)
        {
            if (_discoverTimes.ContainsKey(root))
            {
                continue;
            }

            Enter(root);
            while (open.TryPeek(out (TVertex Vertex, IEnumerator<TEdge> Edges) top))
            {
                if (top.Edges.MoveNext())
                {
                    TVertex target = top.Edges.Current.Target;
                    if (!_discoverTimes.TryGetValue(target, out int time))
                    {
                        Enter(target);
                    }
                    else if (!_components.ContainsKey(target))
                    {
                        low[top.Vertex] = Math.Min(low[top.Vertex], time);
                    }

                    continue;
                }

                top.Edges.Dispose();
                open.Pop();
                if (open.TryPeek(out (TVertex Vertex, IEnumerator<TEdge> Edges) parent))
                {
                    low[parent.Vertex] = Math.Min(low[parent.Vertex], low[top.Vertex]);
                }

                if (low[top.Vertex] == _discoverTimes[top.Vertex])
                {
                    Close(top.Vertex);
                }
            }
        }

        void Enter(TVertex vertex)
        {
            low[vertex] = _discoverTimes[vertex] = _discoverTimes.Count;
            path.Push(vertex);
            open.Push((vertex, VisitedGraph.OutEdges(vertex).GetEnumerator()));
        }

        void Close(TVertex leader)
        {
            TVertex member;
            do
            {
                member = path.Pop();
                _components[member] = ComponentCount;
            }
            while (!EqualityComparer<TVertex>.Default.Equals(member, leader));
            ComponentCount++;
        }
    }
}
