namespace LtoPar.Driver.CommandLine;

/// <summary>Finds the word for "did you mean": the known spelling at the least edit distance, if it is near.</summary>
internal static class Suggestion
{
    public static string? For(string word, IEnumerable<string> known)
    {
        string name = word.Split('=', 2)[0];
        (string? Best, int Distance) best = (null, Math.Max(2, name.Length / 3) + 1);
        // Of equally near ones, the one with as many dashes.
        foreach (string candidate in known.OrderBy(k => Dashes(k) != Dashes(name)).ThenBy(k => k, StringComparer.Ordinal))
        {
            int distance = Distance(name.TrimStart('-'), candidate.TrimStart('-'));
            if (distance < best.Distance)
            {
                best = (candidate, distance);
            }
        }

        return best.Best;
    }

    private static int Dashes(string word) => word.Length - word.TrimStart('-').Length;

    /// <summary>Computes Levenshtein's distance.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
