namespace LtoPar.LinkJobs;

/// <summary>Divides a linker script into words: whatever may be the name of a symbol, and more.</summary>
public static class ScriptWords
{
    /// <summary>The size from which on a file is taken for no script.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>The first bytes of what is no script: an object, archives, bitcode and its wrapper.</summary>
    private static readonly byte[][] s_binary =
    [
        [0x7f, (byte)'E', (byte)'L', (byte)'F'], "!<arch>\n"u8.ToArray(), "!<thin>\n"u8.ToArray(), [(byte)'B', (byte)'C', 0xc0, 0xde],
        [0xde, 0xc0, 0x17, 0x0b],
    ];

    /// <param name="head">The first bytes of an input.</param>
    /// <param name="size">The input's size in bytes.</param>
    public static bool MayBeIn(ReadOnlySpan<byte> head, long size)
    {
        if (size is 0 or > MostBytes || head.Contains((byte)0))
        {
            return false;
        }

        foreach (byte[] magic in s_binary)
        {
            if (head.StartsWith(magic))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The words of a script.</summary>
    public static IEnumerable<string> Of(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            int start = at;
            while (at < text.Length && IsOfName(text[at]))
            {
                at++;
            }

            if (at > start)
            {
                yield return text[start..at];
            }
            else
            {
                at++;
            }
        }
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '$' or '@' || c > 127;
}
