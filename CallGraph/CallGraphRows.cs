namespace LtoPar.CallGraph;

/// <summary>
/// Edges as compressed rows: one array of edges ordered by row, one of row starts. Parallel edges of one (source, target, kind) are summed on
/// the way in, so a row is sorted by (target, kind) and holds each pair once.
/// </summary>
internal sealed class CallGraphRows
{
    private readonly int[] _start;
    private readonly CallEdge[] _edges;

    public CallGraphRows(int vertexCount, IReadOnlyList<CallEdge> edges)
    {
        CallEdge[] sorted = [.. edges];
        Array.Sort(sorted, static (a, b) => (a.Source, a.Target, a.Kind).CompareTo((b.Source, b.Target, b.Kind)));
        int kept = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            CallEdge edge = sorted[i];
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)edge.Source, (uint)vertexCount, nameof(edges));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)edge.Target, (uint)vertexCount, nameof(edges));
            if (kept > 0 && sorted[kept - 1] is var last && (last.Source, last.Target, last.Kind) == (edge.Source, edge.Target, edge.Kind))
            {
                sorted[kept - 1] = last with { Count = last.Count + edge.Count, Weight = last.Weight + edge.Weight };
            }
            else
            {
                sorted[kept++] = edge;
            }
        }

        _edges = sorted.AsSpan(0, kept).ToArray();
        _start = new int[vertexCount + 1];
        foreach (CallEdge edge in _edges)
        {
            _start[edge.Source + 1]++;
        }

        CompressedRows.SumUp(_start);
    }

    /// <summary>All edges, row by row.</summary>
    public IReadOnlyList<CallEdge> All => _edges;

    public int EdgeCount => _edges.Length;

    public ReadOnlySpan<CallEdge> Row(int vertex) => _edges.AsSpan(_start[vertex].._start[vertex + 1]);
}
