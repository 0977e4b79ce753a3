namespace LtoPar.Driver.Tests;

/// <summary>The working copy that the tests run in.</summary>
internal static class Repository
{
    public static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "lto-par.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        }

        return folder;
    }
}
