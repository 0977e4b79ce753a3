using LtoPar.Platform.Files;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>
/// Keeps the files of --save-temps and --lto-obj-path, under the names that ld.lld gives such files, and beside them the stages of lto-par's own -save-temps.
/// </summary>
internal sealed class KeptFiles(IReadOnlyList<LinkWord> words, string output)
{
    /// <summary>Stages of lld's own that the first link has.</summary>
    private static readonly string[] s_stages = [".0.0.preopt.bc", ".0.2.internalize.bc", ".resolution.txt"];

    /// <param name="folder">The folder that lto-par was told to put the objects into: its stages are named after it.</param>
    public void Keep(FirstLink first, string folder, string[] objects)
    {
        if (first.SavesTemps)
        {
            foreach (string stage in s_stages.Where(s => File.Exists(first.Module + s)))
            {
                OutputFile.Write(output + stage, File.ReadAllBytes(first.Module + stage));
            }

            Copy(objects, i => LtoObjectName.Of(output, i));
        }

        if (LldOptions.ValueOf(words, "lto-obj-path", "obj-path") is { Length: > 0 } path)
        {
            Copy(objects, i => i == 0 ? path : $"{path}{i}");
        }

        string prefix = Path.GetFileName(folder) + ".";
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(folder)!).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file);
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                OutputFile.Write($"{output}.{name[prefix.Length..]}", File.ReadAllBytes(file));
            }
        }
    }

    private static void Copy(string[] objects, Func<int, string> nameOf)
    {
        for (int i = 0; i < objects.Length; i++)
        {
            OutputFile.Write(nameOf(i), File.ReadAllBytes(objects[i]));
        }
    }
}
