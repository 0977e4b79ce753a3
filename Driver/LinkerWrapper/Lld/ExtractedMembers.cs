using LtoPar.LinkJobs;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>
/// Checks that the second link took every native archive member that the first one took (--why-extract of both), so that nothing that runs at start
/// is lost. The second may take more, as a link in one pass may: what code generation calls.
/// </summary>
internal static class ExtractedMembers
{
    private const int Columns = 3;

    /// <returns>A member that the second link is without; null when it has all.</returns>
    public static string? FindMissing(string first, string second, LldResolution resolution)
    {
        Dictionary<string, int> missing = Count(first);
        foreach ((string name, int count) in Count(second))
        {
            missing[name] = missing.GetValueOrDefault(name) - count;
        }

        // Names repeat in an archive, and a bitcode member may be called as a native one: as many as there were of each are enough.
        foreach (LinkModule module in resolution.Modules)
        {
            string name = Short(module.Name);
            missing[name] = missing.GetValueOrDefault(name) - 1;
        }

        return missing.Where(m => m.Value > 0).Select(m => m.Key).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    private static Dictionary<string, int> Count(string file)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        if (File.Exists(file))
        {
            // reference, extracted file, symbol; the first line says so.
            foreach (string[] columns in File.ReadLines(file).Skip(1).Select(l => l.Split('\t')).Where(c => c.Length == Columns))
            {
                string name = Short(columns[1]);
                counts[name] = counts.GetValueOrDefault(name) + 1;
            }
        }

        return counts;
    }

    /// <summary>
    /// archive(member) with the folders of both left out: lld spells a thin archive's member in two ways, and a copied archive has another folder.
    /// </summary>
    private static string Short(string name)
    {
        int open = name.EndsWith(')') ? name.LastIndexOf('(') : -1;
        return open < 0 ? Path.GetFileName(name) : $"{Path.GetFileName(name[..open])}({Path.GetFileName(name[(open + 1)..])}";
    }
}
