namespace LtoPar.Plugin.Resolving;

/// <summary>
/// The names that linker scripts may refer to: ENTRY and EXTERN of GNU ld's scripts refer to symbols without a word to plugins, which are told that
/// only bitcode uses them. Scripts are not parsed: every word in one may be a symbol's name, and a name that is kept in vain costs little.
/// </summary>
internal static class ScriptNames
{
    private const int MostBytes = 1 << 20;

    /// <summary>The first bytes of what is no script: an object, archives, bitcode and its wrapper.</summary>
    private static readonly byte[][] s_binary =
    [
        [0x7f, (byte)'E', (byte)'L', (byte)'F'], "!<arch>\n"u8.ToArray(), "!<thin>\n"u8.ToArray(), [(byte)'B', (byte)'C', 0xc0, 0xde],
        [0xde, 0xc0, 0x17, 0x0b],
    ];

    /// <param name="head">The first bytes of an input.</param>
    /// <param name="size">The input's size in bytes.</param>
    public static bool MayBeScript(ReadOnlySpan<byte> head, long size)
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

    /// <param name="scripts">Paths; linkers look for -T in the folders of -L too.</param>
    /// <param name="folders">Those of -L.</param>
    /// <returns>Every word of every script that can be read; the linker speaks about the others.</returns>
    public static HashSet<string> Of(IEnumerable<string> scripts, IReadOnlyList<string> folders)
    {
        HashSet<string> words = new(StringComparer.Ordinal);
        foreach (string script in scripts)
        {
            string? path = folders.Select(f => Path.Combine(f, script)).Prepend(script).FirstOrDefault(File.Exists);
            if (path is not null)
            {
                AddWords(path, words);
            }
        }

        return words;
    }

    private static void AddWords(string path, HashSet<string> words)
    {
        string text;
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length > MostBytes)
            {
                return;
            }

            using StreamReader reader = new(stream);
            text = reader.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }

        for (int at = 0; at < text.Length;)
        {
            int start = at;
            while (at < text.Length && IsOfName(text[at]))
            {
                at++;
            }

            if (at > start)
            {
                words.Add(text[start..at]);
            }
            else
            {
                at++;
            }
        }
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '$' or '@' || c > 127;
}
