namespace LtoPar.Driver.Bisecting;

/// <summary>
/// Finds a smallest set of suspects that make a test fail together. It looks for the end of the shortest row of partitions with which the test fails, and in
/// that one for the end of the shortest row of functions, while the partitions before it stay in: so nothing is tested between the two that the answers before
/// it imply. A culprit among n functions takes log2(n) tests and one that confirms it; each further one as many again. It assumes that putting more in does not
/// make a failing test pass; whoever uses a set confirms it.
/// </summary>
/// <param name="functionsOf">Of a partition, the functions that can be switched; null: it is there as a whole or not at all.</param>
/// <param name="fails">Whether the test fails with these, and all others good.</param>
/// <param name="reached">Is told each partition of which something is in the set, before that is looked for.</param>
internal sealed class SuspectSearch(Func<int, IReadOnlyList<string>?> functionsOf, Func<Mixture, bool> fails, Action<int> reached)
{
    /// <param name="partitions">With all of them the test fails; with none of them it passes.</param>
    public IReadOnlyList<Suspect> Find(IReadOnlyList<int> partitions)
    {
        List<Suspect> set = [];
        List<SuspectRow> rows = [.. partitions.Select(p => new SuspectRow(p, null))];
        do
        {
            int end = ShortestRow.Find(rows.Count, n => fails(new Mixture(set, rows.Take(n))));
            SuspectRow last = rows[end - 1];
            rows.RemoveRange(end - 1, rows.Count - end + 1);
            if (last.Functions is null)
            {
                reached(last.Partition);
            }

            Narrow(last, rows, set);
        }
        while (rows.Count > 0 && !fails(new Mixture(set, [])));
        return set;
    }

    /// <summary>Finds the last function that is needed of a row, and adds it to the set; those before it may be needed as well.</summary>
    private void Narrow(SuspectRow row, List<SuspectRow> before, List<Suspect> set)
    {
        if ((row.Functions ?? functionsOf(row.Partition)) is not { Count: > 0 } names)
        {
            set.Add(new Suspect(row.Partition, null));
            return;
        }

        bool FailsWith(int count) => fails(new Mixture(set, [.. before, row with { Functions = [.. names.Take(count)] }]));

        int end = ShortestRow.Find(names.Count, FailsWith);
        if (end == 1 && FailsWith(0))
        {
            set.Add(new Suspect(row.Partition, null));
            return;
        }

        set.Add(new Suspect(row.Partition, names[end - 1]));
        if (end > 1)
        {
            before.Add(row with { Functions = [.. names.Take(end - 1)] });
        }
    }
}
