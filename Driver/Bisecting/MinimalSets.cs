namespace LtoPar.Driver.Bisecting;

/// <summary>
/// Finds the smallest sets of switches that make a test fail, all that do not overlap. It assumes that switching on more does not make a failing test pass;
/// whoever uses a set confirms it.
/// </summary>
/// <param name="fails">Whether the test fails with these switched on and all others off.</param>
internal sealed class MinimalSets<T>(Func<IReadOnlyList<T>, bool> fails)
{
    /// <param name="items">With all of them the test fails; with none of them it passes.</param>
    public IReadOnlyList<IReadOnlyList<T>> Find(IReadOnlyList<T> items)
    {
        List<IReadOnlyList<T>> found = [];
        IReadOnlyList<T> rest = items;
        do
        {
            IReadOnlyList<T> set = FindOne(rest);
            found.Add(set);
            rest = [.. rest.Except(set)];
        }
        while (rest.Count > 0 && fails(rest));
        return found;
    }

    /// <summary>
    /// Finds the members of a set one by one: the shortest prefix that fails beside those that are known ends with the next. A single culprit of n takes
    /// log2(n) tests and one that confirms it; each further one as many again.
    /// </summary>
    private List<T> FindOne(IReadOnlyList<T> candidates)
    {
        List<T> needed = [];
        while (candidates.Count > 0 && (needed.Count == 0 || !fails(needed)))
        {
            int passing = 0;
            int failing = candidates.Count;
            while (failing - passing > 1)
            {
                int middle = (passing + failing) / 2;
                if (fails([.. needed, .. candidates.Take(middle)]))
                {
                    failing = middle;
                }
                else
                {
                    passing = middle;
                }
            }

            needed.Add(candidates[failing - 1]);
            candidates = [.. candidates.Take(failing - 1)];
        }

        return needed;
    }
}
