namespace LtoPar.Plugin.Resolving;

/// <summary>
/// --exclude-libs: symbols that members of these archives define are hidden. GNU ld forgets it for bitcode in an archive that -l found, and gold for
/// all bitcode: it hides what an archive's object defines, and the objects of LTO come from no archive. So the plugin says of such symbols that they are
/// hidden, as they become in a native link (there too one hidden copy of a name hides the others). mold does it itself.
/// </summary>
internal sealed class ExcludedArchives
{
    private const string Suffix = ".a";

    private readonly HashSet<string> _names;
    private readonly bool _all;
    private readonly HashSet<string> _inputs;
    private readonly HashSet<string> _thinMembers;

    /// <param name="names">Those of --exclude-libs.</param>
    /// <param name="inputs">The inputs in order; a library is spelled "-lNAME".</param>
    /// <param name="folders">The folders that -l searches.</param>
    public ExcludedArchives(IReadOnlyList<string> names, IReadOnlyList<string> inputs, IReadOnlyList<string> folders)
    {
        _names = new HashSet<string>(names, StringComparer.Ordinal);
        _all = _names.Contains("ALL");
        _inputs = names.Count == 0 ? [] : [.. inputs.Select(Path.GetFullPath)];
        // Members of thin archives come under paths of their own.
        _thinMembers = _all || names.Count == 0
            ? []
            : [.. inputs.SelectMany(i => Archives(i, folders)).Where(Names).SelectMany(a => InputOrder.ThinMembers(a).Select(m => MemberPath(a, m)))];
    }

    /// <param name="path">The name that the linker gives the file or, for a member, the archive.</param>
    /// <param name="offset">The offset in the archive; 0 for a file, and for a member of a thin archive.</param>
    public bool Contains(string path, long offset) =>
        _names.Count > 0
        && (_all ? offset > 0 || !_inputs.Contains(Path.GetFullPath(path))
            : offset > 0 ? Names(path)
            : _thinMembers.Contains(Path.GetFullPath(path)));

    private static IEnumerable<string> Archives(string input, IReadOnlyList<string> folders)
    {
        if (!input.StartsWith("-l", StringComparison.Ordinal))
        {
            return [input];
        }

        string file = input.StartsWith("-l:", StringComparison.Ordinal) ? input[3..] : $"lib{input[2..]}{Suffix}";
        return folders.Select(f => Path.Combine(f, file)).Where(File.Exists).Take(1);
    }

    private static string MemberPath(string archive, string member) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(archive) ?? "", member));

    /// <summary>GNU ld and gold take the archive's file name, with ".a" or without.</summary>
    private bool Names(string archive)
    {
        string name = Path.GetFileName(archive);
        return _names.Contains(name) || (name.EndsWith(Suffix, StringComparison.Ordinal) && _names.Contains(name[..^Suffix.Length]));
    }
}
