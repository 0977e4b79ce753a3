namespace LtoPar.Driver.Bisecting;

/// <summary>Finds a smallest set of switches that together have an effect, where switching on more does not take it away.</summary>
/// <param name="works">Whether these have it, with all others off.</param>
internal sealed class MinimalSet<T>(Func<IReadOnlyList<T>, bool> works)
{
    /// <summary>
    /// Finds the members one by one: the shortest prefix that works beside those that are known ends with the next. A single one of n takes log2(n) tests
    /// and one that confirms it; each further one as many again.
    /// </summary>
    /// <param name="items">All of them have the effect; none of them does not.</param>
    public IReadOnlyList<T> Find(IReadOnlyList<T> items)
    {
        List<T> needed = [];
        while (items.Count > 0 && (needed.Count == 0 || !works(needed)))
        {
            int with = ShortestRow.Find(items.Count, n => works([.. needed, .. items.Take(n)]));
            needed.Add(items[with - 1]);
            items = [.. items.Take(with - 1)];
        }

        return needed;
    }
}
