namespace LtoPar.Driver.Bisecting;

/// <summary>Finds where a row has to end to have an effect, which a longer one has as well, in as many tests as its length has binary digits.</summary>
internal static class ShortestRow
{
    /// <param name="all">The length of a row that has it; one of length 0 is taken not to.</param>
    /// <param name="works">Whether a row of a length has it.</param>
    /// <returns>The least length that has it.</returns>
    public static int Find(int all, Func<int, bool> works)
    {
        int without = 0;
        int with = all;
        while (with - without > 1)
        {
            int middle = (without + with) / 2;
            (without, with) = works(middle) ? (without, middle) : (middle, with);
        }

        return with;
    }
}
