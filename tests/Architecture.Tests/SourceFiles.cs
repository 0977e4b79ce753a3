namespace LtoPar.Architecture.Tests;

/// <summary>The C# files of the repository, without what builds have made.</summary>
internal static class SourceFiles
{
    public static IEnumerable<string> All =>
        Directory.EnumerateDirectories(House.Root)
            .Where(d => Path.GetFileName(d) is not ("out" or ".git"))
            .SelectMany(d => Directory.EnumerateFiles(d, "*.cs", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);
}
