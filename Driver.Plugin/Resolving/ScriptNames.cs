using LtoPar.LinkJobs;

namespace LtoPar.Plugin.Resolving;

/// <summary>
/// The names that linker scripts may refer to: ENTRY and EXTERN of GNU ld's scripts refer to symbols without a word to plugins, which are told that
/// only bitcode uses them. Scripts are not parsed: every word in one may be a symbol's name, and a name that is kept in vain costs little.
/// </summary>
internal static class ScriptNames
{
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
            if (stream.Length > ScriptWords.MostBytes)
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

        words.UnionWith(ScriptWords.Of(text));
    }
}
