namespace LtoPar.LinkJobs;

/// <summary>
/// Finds the files of a link whose names promoted symbols must not have. Linkers show plugins some: mold no native file at all, GNU ld and gold no archive
/// of which nothing was linked so far, though members may be yet; ld.lld has no plugins. So those that the command line names are looked up, and those that
/// linker scripts name. Bitcode may be among them.
/// </summary>
/// <param name="folders">Those of -L, in order.</param>
public sealed class NativeInputs(IReadOnlyList<string> folders)
{
    /// <summary>What is said where <see cref="Find"/> misses something, behind its name.</summary>
    public const string MissingText = "was not found, so not all names of the link are known: promoted symbols get new names";

    private const int HeadBytes = 64;

    private static readonly char[] s_betweenWords = [' ', '\t', '\r', '\n', '(', ')', ',', ';', '"'];

    private readonly List<string> _files = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <param name="inputs">Files, those first that the linker has shown; a library is spelled "-lNAME".</param>
    /// <returns>Paths, absolute and each once, and what is missing; null: nothing is.</returns>
    public (IReadOnlyList<string> Files, string? Missing) Find(IEnumerable<string> inputs)
    {
        string? missing = inputs.Select(input => Follow(input, "")).FirstOrDefault(problem => problem is not null);
        return (_files, missing);
    }

    /// <summary>Takes a file, and what it names where it is a script.</summary>
    /// <returns>What cannot be found; null: nothing.</returns>
    private string? Follow(string input, string folder)
    {
        if (input.StartsWith("-l", StringComparison.Ordinal))
        {
            string[] libraries = Libraries(input);
            return libraries.Length == 0 ? input : libraries.Select(library => Follow(library, folder)).FirstOrDefault(missing => missing is not null);
        }

        string? path = folders.Prepend(folder).Prepend("").Select(f => Path.Combine(f, input)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            return Directory.Exists(input) ? null : input;
        }

        path = Path.GetFullPath(path);
        if (!_seen.Add(path))
        {
            return null;
        }

        if (Read(path) is not { } text)
        {
            return path;
        }

        _files.Add(path);
        return text
            .Split(s_betweenWords, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.StartsWith("-l", StringComparison.Ordinal) || Exists(word, path))
            .Select(word => Follow(word, Path.GetDirectoryName(path)!))
            .FirstOrDefault(missing => missing is not null);
    }

    private bool Exists(string word, string script) =>
        folders.Prepend(Path.GetDirectoryName(script)!).Prepend("").Any(folder => File.Exists(Path.Combine(folder, word)));

    /// <summary>The shared library and the archive of a name: which one is taken, other options say.</summary>
    private string[] Libraries(string input)
    {
        string[] names = input.StartsWith("-l:", StringComparison.Ordinal) ? [input[3..]] : [$"lib{input[2..]}.so", $"lib{input[2..]}.a"];
        string[] found = [.. names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name)).Where(File.Exists).Take(1))];
        // Linkers know folders of their own: what they found there and showed is among the files.
        return found.Length > 0 ? found : [.. _files.Where(file => names.Contains(Path.GetFileName(file)))];
    }

    /// <returns>The text of a script, and "" of any other file; null: it cannot be read twice, or not at all.</returns>
    private static string? Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (!stream.CanSeek)
            {
                return null;
            }

            Span<byte> head = stackalloc byte[HeadBytes];
            int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return ScriptWords.MayBeIn(head[..length], stream.Length) ? File.ReadAllText(path) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
