// Stand-in for QuikGraph.Graphviz 2.5: the public members lto-par uses. See compat/README.md.
namespace QuikGraph.Graphviz.Dot;

public class GraphvizVertex
{
    public string? Label { get; set; }
}

public class GraphvizEdge
{
    public GraphvizEdgeLabel Label { get; set; } = new();
}

public class GraphvizEdgeLabel
{
    public string? Value { get; set; }
}
