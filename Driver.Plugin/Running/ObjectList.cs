using System.Globalization;
using LtoPar.Platform;

namespace LtoPar.Plugin.Running;

/// <summary>The objects of lto-par, and what they are called when the linker opens them: its messages and maps show these names.</summary>
internal static class ObjectList
{
    private const string Suffix = ".lto";

    public static IReadOnlyList<string> Read(string folder)
    {
        string list = Path.Combine(folder, "objects.txt");
        return File.Exists(list) ? File.ReadAllLines(list) : throw new LtoParException(list, "lto-par did not write it");
    }

    /// <summary>Calls them after the output, and leaves them in their folder: PROGRAM.lto.p00.o and so on.</summary>
    /// <returns>The new paths, in the same order.</returns>
    public static IReadOnlyList<string> NameAfter(string output, IReadOnlyList<string> objects) =>
        Move(objects, (path, _) => Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileName(output)}{Suffix}.{Path.GetFileName(path)}"));

    /// <summary>The names of LLVM's own plugin for a link of several tasks: PATH, PATH1, PATH2.</summary>
    public static IReadOnlyList<string> MoveTo(string path, IReadOnlyList<string> objects) =>
        Move(objects, (_, i) => i == 0 ? path : path + i.ToString(CultureInfo.InvariantCulture));

    private static string[] Move(IReadOnlyList<string> objects, Func<string, int, string> name)
    {
        string[] moved = [.. objects.Select(name)];
        for (int i = 0; i < moved.Length; i++)
        {
            try
            {
                File.Move(objects[i], moved[i], overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new LtoParException(moved[i], $"cannot be written: {e.Message}", e);
            }
        }

        return moved;
    }
}
