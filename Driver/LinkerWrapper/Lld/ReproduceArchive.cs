using System.Formats.Tar;
using System.Text;
using LtoPar.Driver.CommandLine;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>
/// The archive of --reproduce: the first link collects the inputs, and its options are taken out of the response file that it writes, so that
/// what the archive repeats is the link that was asked for.
/// </summary>
internal static class ReproduceArchive
{
    private const string ResponseFile = "response.txt";

    /// <param name="archive">The file that is read and written again; a link without one is left as it is.</param>
    /// <param name="added">The arguments that the first link had more.</param>
    /// <param name="left">The options that it had not.</param>
    public static void Mend(string archive, IEnumerable<string> added, IEnumerable<string> left)
    {
        if (!File.Exists(archive))
        {
            return;
        }

        OutputFile.Replace(archive, temporary =>
        {
            using FileStream source = File.OpenRead(archive);
            using TarReader reader = new(source);
            using FileStream target = File.Create(temporary);
            using TarWriter writer = new(target, TarEntryFormat.Pax, leaveOpen: false);
            while (reader.GetNextEntry(copyData: false) is { } entry)
            {
                writer.WriteEntry(
                    Path.GetFileName(entry.Name) == ResponseFile && entry.DataStream is { } data ? Response(entry.Name, data, added, left) : entry);
            }
        });
    }

    private static PaxTarEntry Response(string name, Stream data, IEnumerable<string> added, IEnumerable<string> left)
    {
        using StreamReader lines = new(data);
        // lld writes an option and its value with a space or with '=' between, and leaves folders out that the archive has not.
        HashSet<string> ours = [.. added.Where(a => a.StartsWith('-')).Select(OptionOf)];
        IEnumerable<string> kept = lines.ReadToEnd().Split('\n').Where(l => l.Length > 0 && !ours.Contains(OptionOf(l)));
        return new PaxTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(kept.Concat(left).Select(l => l + "\n")))),
        };
    }

    private static string OptionOf(string line) => line.Split('=', ' ')[0].TrimStart('-');
}
