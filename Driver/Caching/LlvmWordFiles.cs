using LtoPar.Backend.CodeGeneration;
using LtoPar.Cache;

namespace LtoPar.Driver.Caching;

/// <summary>
/// The words behind -mllvm that matter to a cache beyond their text. A file that one names enters by its content. With one that prints, counts over the whole
/// process, writes a file or loads code nothing is cached: what it is given for would not happen.
/// </summary>
/// <param name="Files">The name and the hash of each file that a word names, one after the other.</param>
/// <param name="WhyNot">Null: objects may be cached.</param>
internal sealed record LlvmWordFiles(IReadOnlyList<string> Files, string? WhyNot)
{
    /// <summary>Words in the names of such options, between dashes; "static" has none of them.</summary>
    private static readonly HashSet<string> s_effects = new(
    [
        "bisect", "counter", "debug", "dot", "dump", "export", "interactive", "load", "log", "plugin", "print", "remark", "remarks", "report", "save", "stat",
        "stats", "time", "timing", "trace", "track", "view", "write",
    ], StringComparer.Ordinal);

    /// <exception cref="Platform.LtoParException">A file cannot be read.</exception>
    public static LlvmWordFiles Of(IReadOnlyList<string> words)
    {
        List<string> files = [];
        foreach (string word in words)
        {
            if (HasEffect(word))
            {
                return new LlvmWordFiles([], $"-mllvm {word} has effects besides the object");
            }

            foreach (string part in Parts(word))
            {
                if (Directory.Exists(part) || part.StartsWith("/dev/", StringComparison.Ordinal) || part.StartsWith("/proc/", StringComparison.Ordinal))
                {
                    return new LlvmWordFiles([], $"-mllvm {word} names a folder or a device");
                }

                if (File.Exists(part))
                {
                    files.Add(part);
                    files.Add(FileIdentities.HashOf(part));
                }
            }
        }

        return new LlvmWordFiles(files, null);
    }

    /// <summary>The files that the words name, for what compiles elsewhere.</summary>
    public static IReadOnlyList<string> NamesIn(IReadOnlyList<string> words) => [.. words.SelectMany(Parts).Where(File.Exists).Distinct()];

    private static bool HasEffect(string word)
    {
        // The code generator's own options are known one by one, and are of no such kind.
        return word.StartsWith('@')
            || (CodeGenFlags.Find(word)?.Effect != FlagEffect.CodeGenerator && word.TrimStart('-').Split('=')[0].Split('-').Any(s_effects.Contains));
    }

    /// <summary>What may be a file's name: the word, its value, and what commas separate in it.</summary>
    private static IEnumerable<string> Parts(string word)
    {
        string value = word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return value.Split(',').Append(value).Append(word).Where(p => p.Length > 0).Distinct();
    }
}
