// Stand-in for QuikGraph.Graphviz 2.5: the public members lto-par uses. See compat/README.md.
using System.Globalization;
using System.Text;
using QuikGraph.Graphviz.Dot;

namespace QuikGraph.Graphviz;

public delegate void FormatVertexEventHandler<TVertex>(object sender, FormatVertexEventArgs<TVertex> args);

public delegate void FormatEdgeAction<TVertex, TEdge>(object sender, FormatEdgeEventArgs<TVertex, TEdge> args)
    where TEdge : IEdge<TVertex>;

public class FormatVertexEventArgs<TVertex>(TVertex vertex, GraphvizVertex vertexFormat) : EventArgs
{
    public TVertex Vertex { get; } = vertex;

    public GraphvizVertex VertexFormat { get; } = vertexFormat;
}

public class FormatEdgeEventArgs<TVertex, TEdge>(TEdge edge, GraphvizEdge edgeFormat) : EventArgs
    where TEdge : IEdge<TVertex>
{
    public TEdge Edge { get; } = edge;

    public GraphvizEdge EdgeFormat { get; } = edgeFormat;
}

/// <summary>Writes a graph in the DOT language (graphviz.org/doc/info/lang.html): vertices numbered in order, then edges.</summary>
public class GraphvizAlgorithm<TVertex, TEdge>(IEdgeListGraph<TVertex, TEdge> graph)
    where TVertex : notnull
    where TEdge : IEdge<TVertex>
{
    public event FormatVertexEventHandler<TVertex>? FormatVertex;

    public event FormatEdgeAction<TVertex, TEdge>? FormatEdge;

    public IEdgeListGraph<TVertex, TEdge> VisitedGraph { get; set; } = graph;

    public string Generate()
    {
        StringBuilder output = new("digraph G {\n");
        Dictionary<TVertex, int> numbers = [];
        foreach (TVertex vertex in VisitedGraph.Vertices)
        {
            GraphvizVertex format = new();
            FormatVertex?.Invoke(this, new FormatVertexEventArgs<TVertex>(vertex, format));
            numbers.Add(vertex, numbers.Count);
            output.Append(CultureInfo.InvariantCulture, $"{numbers[vertex]} {Label(format.Label)};\n");
        }

        foreach (TEdge edge in VisitedGraph.Edges)
        {
            GraphvizEdge format = new();
            FormatEdge?.Invoke(this, new FormatEdgeEventArgs<TVertex, TEdge>(edge, format));
            output.Append(CultureInfo.InvariantCulture, $"{numbers[edge.Source]} -> {numbers[edge.Target]} {Label(format.Label.Value)};\n");
        }

        return output.Append("}\n").ToString();
    }

    private static string Label(string? text) =>
        text is null ? "" : $"[label=\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"]";
}
