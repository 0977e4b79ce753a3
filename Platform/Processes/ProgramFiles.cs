namespace LtoPar.Platform.Processes;

/// <summary>Lists the files that this program is: the image, and its assemblies where they are files of their own (of a native image they are not).</summary>
public static class ProgramFiles
{
    public static IEnumerable<string> Own =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "LtoPar.*.dll")
            .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "lto-par.dll"))
            .Append(ProcessImage.File)
            .Order(StringComparer.Ordinal);
}
