namespace LtoPar.Backend;

/// <summary>The folders of PATH, as a shell looks for a program in them: one without a name is the current folder.</summary>
public static class SearchPath
{
    /// <summary>All files of the name, in the order of the folders.</summary>
    public static IEnumerable<string> Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder.Length > 0 ? folder : ".", name)).Where(File.Exists);
}
