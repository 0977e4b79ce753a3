namespace LtoPar.LinkJobs;

/// <summary>Spells resolutions as letters: "px", and "-" where no letter applies.</summary>
public static class SymbolResolutionText
{
    private const string Letters = "plxren";

    public static string Of(SymbolResolution resolution)
    {
        Span<char> text = stackalloc char[Letters.Length];
        int length = 0;
        for (int i = 0; i < Letters.Length; i++)
        {
            if (((int)resolution & (1 << i)) != 0)
            {
                text[length++] = Letters[i];
            }
        }

        return length == 0 ? "-" : new string(text[..length]);
    }

    /// <returns>False for a letter that means nothing.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out SymbolResolution resolution)
    {
        resolution = SymbolResolution.None;
        foreach (byte letter in text)
        {
            int bit = Letters.IndexOf((char)letter, StringComparison.Ordinal);
            if (bit < 0)
            {
                return false;
            }

            resolution |= (SymbolResolution)(1 << bit);
        }

        return true;
    }
}
