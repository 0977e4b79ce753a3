namespace LtoPar.Driver.CommandLine;

/// <summary>Turns "-mllvm WORD" into "-mllvm=WORD" before parsing: WORD may look like an option of lto-par's, as in "-mllvm -mattr=+avx2".</summary>
internal static class LlvmPairs
{
    /// <param name="end">The index where options end.</param>
    public static string[] Join(string[] words, int end)
    {
        List<string> joined = [];
        for (int i = 0; i < words.Length; i++)
        {
            bool isPair = words[i] is "-mllvm" or "--mllvm" && i + 1 < end;
            joined.Add(isPair ? $"-mllvm={words[++i]}" : words[i]);
        }

        return [.. joined];
    }
}
