using LtoPar.Platform.Processes;

namespace LtoPar.Platform.Files;

/// <summary>
/// The folders of PATH, as a shell looks for a program in them: one without a name is the current folder. Links to this very program are passed
/// over: it stands there by the linkers' names, to be found by compilers.
/// </summary>
public static class SearchPath
{
    /// <summary>All files of the name, in the order of the folders.</summary>
    public static IEnumerable<string> Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder.Length > 0 ? folder : ".", name))
            .Where(file => File.Exists(file) && !IsThisProgram(file));

    /// <summary>The file that a program's name stands for: a path is one itself, another name is looked for in PATH.</summary>
    /// <returns>Null: there is none.</returns>
    public static string? FindProgram(string name) =>
        (!name.Contains('/', StringComparison.Ordinal) ? Find(name).FirstOrDefault() : File.Exists(name) ? name : null) is { } found
            ? Path.GetFullPath(found)
            : null;

    public static bool IsThisProgram(string file) => Target(file) == Target(ProcessImage.File);

    private static string Target(string file) => File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
}
