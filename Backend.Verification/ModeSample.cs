namespace LtoPar.Backend.Verification;

/// <summary>
/// The partitions that are compiled again to compare modes. A partition's object is a function of the partition alone, so a mode that changes
/// bytes is seen in any of them that it changes; compiling all of them in each of four modes costs five compilations of the program. Neighbours
/// are taken, since they are carved from one chunk of the program: others would each have theirs made.
/// </summary>
public static class ModeSample
{
    private const int Least = 4;
    private const int OneOf = 16;

    /// <param name="count">Partitions of the plan.</param>
    /// <returns>Ascending: one in sixteen from the middle, at least four; all where there are no more.</returns>
    public static IReadOnlyList<int> Of(int count)
    {
        int size = Math.Min(count, Math.Max(Least, count / OneOf));
        return [.. Enumerable.Range((count - size) / 2, size)];
    }
}
