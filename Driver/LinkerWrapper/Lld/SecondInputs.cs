using System.Globalization;
using LtoPar.Bitcode.Archives;
using LtoPar.LinkJobs;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>
/// Replaces the files that bitcode came from in the second link: a bitcode file by an empty archive, and an archive by a copy without the
/// members that were compiled. ld.lld does the replacing (--remap-inputs), wherever it finds the file: on the command line, by -l, in a linker script.
/// So no file is found by its name here, and each stays where it stands.
/// </summary>
internal sealed class SecondInputs
{
    private const string RemapOption = "remap-inputs";
    private const string RemapFileOption = "remap-inputs-file";

    /// <summary>The folder below the scratch folder that all stand-ins are in.</summary>
    public const string Folder = "inputs";

    private readonly Dictionary<string, string> _replacements = new(StringComparer.Ordinal);
    private readonly List<string> _originals = [];
    private readonly ScratchFolder _scratch;
    private int _places;

    public SecondInputs(LldResolution resolution, ScratchFolder scratch)
    {
        _scratch = scratch;
        Remove(resolution.Modules);
    }

    /// <summary>Takes bitcode out of the link's sight.</summary>
    /// <param name="modules">The modules of files as they are, or as they were replaced before.</param>
    public void Remove(IReadOnlyList<LinkModule> modules)
    {
        foreach (IGrouping<string, LinkModule> file in modules.GroupBy(m => m.Path, StringComparer.Ordinal))
        {
            string copy = _replacements.ContainsValue(file.Key) ? file.Key : PlaceFor(file.Key);
            if (LldResolution.IsMember(file.First()))
            {
                ArchiveFilter.Write(file.Key, file.Select(m => m.Offset).ToHashSet(), copy);
            }
            else
            {
                OutputFile.Guard(copy, () => File.WriteAllBytes(copy, ArchiveHeader.Magic));
            }

            if (copy != file.Key)
            {
                _replacements.Add(file.Key, copy);
                _originals.Add(file.Key);
            }
        }
    }

    /// <summary>Each replaced file and what stands in for it, in the order of the link.</summary>
    public IEnumerable<(string Original, string Replacement)> Replaced => _originals.Select(o => (o, _replacements[o]));

    /// <summary>
    /// The line with the replacements asked for. The user's own are applied first by the linker, and once only: those that lead to a replaced file
    /// lead on.
    /// </summary>
    public List<LinkWord> Apply(IReadOnlyList<LinkWord> line) =>
    [
        .. Replaced.Select(r => Remap($"{Pattern(r.Original)}={r.Replacement}")),
        .. line.Select(w => w switch
        {
            { Option: RemapOption, Value: { } value } => Remap(Retarget(value)),
            { Option: RemapFileOption, Value: { } file } => RemapFile(file),
            _ => w,
        }),
    ];

    private static LinkWord Remap(string value) => new([$"--{RemapOption}={value}"], RemapOption, value);

    private LinkWord RemapFile(string file)
    {
        string copy = PlaceFor(file);
        OutputFile.Guard(copy, () => File.WriteAllLines(copy, File.ReadLines(file).Select(l => Retarget(l.Trim()))));
        return new LinkWord([$"--{RemapFileOption}={copy}"], RemapFileOption, copy);
    }

    private string Retarget(string remapping) =>
        remapping.Split('=', 2) is [var from, var to] && _replacements.TryGetValue(to, out string? replacement) ? $"{from}={replacement}" : remapping;

    /// <summary>ld.lld takes one '=' in a remapping, and takes a text with one of ?*[ for a pattern.</summary>
    private static string Pattern(string path)
    {
        if (path.AsSpan().IndexOfAny("?*[=") < 0)
        {
            return path;
        }

        return string.Concat(path.Select(c => c == '=' ? "?" : "?*[]\\{}".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString()));
    }

    /// <summary>A file of the same name (--exclude-libs and linker scripts go by it) in a folder of its own.</summary>
    private string PlaceFor(string path)
    {
        string folder = Path.Combine(_scratch.Path, Folder, _places++.ToString(CultureInfo.InvariantCulture));
        OutputFile.Guard(folder, () => Directory.CreateDirectory(folder));
        return Path.Combine(folder, Path.GetFileName(path).Replace('=', '_'));
    }
}
