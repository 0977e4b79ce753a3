namespace LtoPar.TestSupport;

/// <summary>The working copy that the tests run in.</summary>
public static class Repository
{
    /// <summary>The folder of lto-par.sln.</summary>
    public static string Root { get; } = Find();

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
