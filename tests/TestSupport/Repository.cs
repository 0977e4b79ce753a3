namespace LtoPar.TestSupport;

/// <summary>The working copy that the tests run in.</summary>
public static class Repository
{
    /// <summary>The folder of lto-par.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>Requires a file that the tests need.</summary>
    /// <param name="advice">The command that makes it.</param>
    public static string Existing(string path, string advice) =>
        File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing; {advice}");

    private static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "lto-par.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        }

        return folder;
    }
}
