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

    public static bool IsThisProgram(string file) => Target(file) == Target(ProcessImage.File);

    private static string Target(string file) => File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
}
