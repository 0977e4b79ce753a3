namespace LtoPar.CallGraph;

/// <summary>"Which items have this key": rows of items, ascending, by counting sort.</summary>
public static class CompressedRows
{
    /// <param name="keyOf">Indexed by item; negative: the item is in no row.</param>
    /// <returns>Row starts (length keys + 1) and the items, by key and then ascending.</returns>
    public static (int[] Start, int[] Items) Invert(int[] keyOf, int keys)
    {
        int[] start = new int[keys + 1];
        foreach (int key in keyOf)
        {
            if (key >= 0)
            {
                start[key + 1]++;
            }
        }

        SumUp(start);
        int[] next = start.AsSpan(0, keys).ToArray();
        int[] items = new int[start[keys]];
        for (int item = 0; item < keyOf.Length; item++)
        {
            if (keyOf[item] >= 0)
            {
                items[next[keyOf[item]]++] = item;
            }
        }

        return (start, items);
    }

    /// <summary>Turns row lengths, each one place up, into row starts.</summary>
    public static void SumUp(int[] start)
    {
        for (int i = 1; i < start.Length; i++)
        {
            start[i] += start[i - 1];
        }
    }
}
