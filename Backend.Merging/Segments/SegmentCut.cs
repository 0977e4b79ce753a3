using LtoPar.Backend.Merging.Sources;

namespace LtoPar.Backend.Merging.Segments;

/// <summary>
/// Cuts the files of a link into segments: neighbours on the command line, of about equal size. The cut depends on the files alone, because the order of
/// symbols follows from it.
/// </summary>
internal static class SegmentCut
{
    /// <summary>A segment's bytes of bitcode: below it, opening a segment costs more than a second thread saves.</summary>
    private const long LeastBytes = 96 * 1024;

    /// <summary>Each chunk opens every segment that it takes something from.</summary>
    private const int Most = 64;

    /// <param name="asked">Null: as many as their size asks for.</param>
    /// <returns>The end of each segment, as an index of the files.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<SourceModule> sources, int? asked)
    {
        long bytes = sources.Sum(s => (long)s.Length);
        long wanted = asked ?? Math.Min(Most, bytes / LeastBytes);
        int count = (int)Math.Clamp(wanted, 1, sources.Count);
        List<int> ends = [];
        long sum = 0;
        for (int i = 0; i < sources.Count; i++)
        {
            sum += sources[i].Length;
            int left = count - ends.Count - 1;
            bool isFull = sum * count >= bytes * (ends.Count + 1);
            if (i == sources.Count - 1 || (left > 0 && (isFull || sources.Count - i - 1 == left)))
            {
                ends.Add(i + 1);
            }
        }

        return ends;
    }
}
