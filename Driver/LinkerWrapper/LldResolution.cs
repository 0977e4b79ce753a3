using System.Globalization;
using System.Text.RegularExpressions;
using LtoPar.CallGraph.Reading;

namespace LtoPar.Driver.LinkerWrapper;

/// <summary>
/// The bitcode files of a link, out of lld's --save-temps=resolution: a line for each, followed by lines "-r=..." for its symbols. A member of
/// an archive is "ARCHIVE(MEMBER at OFFSET)".
/// </summary>
internal sealed partial class LldResolution
{
    private LldResolution(HashSet<string> names, HashSet<string> files, Dictionary<string, HashSet<long>> archives)
    {
        Names = names;
        Files = files;
        Archives = archives;
    }

    /// <summary>Every module as lld names it, also without " at OFFSET", as it does elsewhere.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>Bitcode files of their own.</summary>
    public IReadOnlySet<string> Files { get; }

    /// <summary>Archives that bitcode members came from, with the offsets of those members.</summary>
    public IReadOnlyDictionary<string, HashSet<long>> Archives { get; }

    public static LldResolution Read(string file)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<string> files = new(StringComparer.Ordinal);
        Dictionary<string, HashSet<long>> archives = new(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(file).Where(l => !l.StartsWith("-r=", StringComparison.Ordinal)))
        {
            Match member = Member().Match(line);
            if (!member.Success)
            {
                names.Add(line);
                files.Add(line);
                continue;
            }

            string archive = member.Groups["archive"].Value;
            names.Add($"{archive}({member.Groups["member"].Value})");
            if (!archives.TryGetValue(archive, out HashSet<long>? offsets))
            {
                archives.Add(archive, offsets = []);
            }

            offsets.Add(long.Parse(member.Groups["offset"].Value, CultureInfo.InvariantCulture));
        }

        return new LldResolution(names, files, archives);
    }

    /// <summary>A module that was compiled for ThinLTO, or null. ld.lld's merged module would be without it.</summary>
    public string? FindThin() =>
        Files.FirstOrDefault(f => IsThin(File.ReadAllBytes(f)))
        ?? Archives.FirstOrDefault(a => a.Value.Any(o => IsThinMember(a.Key, o))).Key;

    private static bool IsThinMember(string archive, long offset)
    {
        byte[]? bytes = ArchiveFilter.ReadMember(archive, offset);
        return bytes is not null && IsThin(bytes);
    }

    private static bool IsThin(byte[] file)
    {
        try
        {
            return BitcodeContainer.IsBitcode(file) && BitcodeContainer.Inspect(file).ThinModules > 0;
        }
        catch (InvalidDataException)
        {
            // Whatever it is, lld has read it.
            return false;
        }
    }

    [GeneratedRegex(@"^(?<archive>.*)\((?<member>.*) at (?<offset>[0-9]+)\)$")]
    private static partial Regex Member();
}
