namespace LtoPar.Driver.Reports.TraceFile;

/// <summary>
/// Divides spans among rows, for viewers show nonsense where two of a row overlap. A span goes to the first row that is free when it starts, so there are as
/// many rows as spans ran at the same time, at most the workers. Which thread of them a partition ran on is not told: no thread has anything of its own that
/// a partition could be slow for.
/// </summary>
internal static class TraceRows
{
    /// <returns>The row of each span, counted from 0.</returns>
    public static IReadOnlyList<int> Assign(IReadOnlyList<TraceSpan> spans)
    {
        int[] rows = new int[spans.Count];
        List<long> ends = [];
        foreach (int i in Enumerable.Range(0, spans.Count).OrderBy(i => spans[i].Start).ThenBy(i => spans[i].End).ThenBy(i => i))
        {
            int row = ends.FindIndex(end => end <= spans[i].Start);
            if (row < 0)
            {
                row = ends.Count;
                ends.Add(0);
            }

            ends[row] = spans[i].End;
            rows[i] = row;
        }

        return rows;
    }
}
