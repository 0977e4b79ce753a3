using System.Text;
using LtoPar.LinkJobs;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>
/// The file of --dependency-file that the second link writes: temporary files become the inputs that they stand for, or go, since a build would
/// never find them again, and link for ever (<see cref="LinkDependencies"/>).
/// </summary>
internal static class DependencyFile
{
    /// <param name="file">The file that is read and written again; a link without one is left as it is.</param>
    /// <param name="folder">That of all temporary files.</param>
    /// <param name="inputOf">The input that a temporary file stands for; null: it stands for no input.</param>
    public static void Mend(string file, string folder, Func<string, string?> inputOf)
    {
        if (File.Exists(file))
        {
            // Byte by byte: paths need not be UTF-8.
            string text = LinkDependencies.Rewritten(Encoding.Latin1.GetString(File.ReadAllBytes(file)), Spelled);
            OutputFile.Write(file, Encoding.Latin1.GetBytes(text));
        }

        string? Spelled(string input)
        {
            string path = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Unescape(input)));
            return !path.StartsWith(folder, StringComparison.Ordinal) ? input
                : inputOf(path) is { } original ? Escape(WithoutDots(ReportNames.Bytewise(original)))
                : null;
        }
    }

    /// <summary>lld leaves out what does not change a path: "./" and doubled slashes.</summary>
    private static string WithoutDots(string path) =>
        (path.StartsWith('/') ? "/" : "") + string.Join('/', path.Split('/').Where(part => part is not ("" or ".")));

    private static string Escape(string path) =>
        path.Replace("$", "$$", StringComparison.Ordinal).Replace("#", "\\#", StringComparison.Ordinal).Replace(" ", "\\ ", StringComparison.Ordinal);

    private static string Unescape(string path) =>
        path.Replace("\\ ", " ", StringComparison.Ordinal).Replace("\\#", "#", StringComparison.Ordinal).Replace("$$", "$", StringComparison.Ordinal);
}
