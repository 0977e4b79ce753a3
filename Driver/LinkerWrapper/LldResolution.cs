using LtoPar.CallGraph;
using LtoPar.CallGraph.Linking;
using LtoPar.CallGraph.Reading;

namespace LtoPar.Driver.LinkerWrapper;

/// <summary>The bitcode files of a link, out of lld's --save-temps=resolution, as the second link needs them: which words of its line are to go.</summary>
internal sealed class LldResolution
{
    private readonly IReadOnlyList<LinkModule> _modules;

    private LldResolution(IReadOnlyList<LinkModule> modules)
    {
        _modules = modules;
        Names = modules.Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        Files = [.. modules.Where(m => !IsMember(m)).Select(m => m.Path).Distinct(StringComparer.Ordinal)];
        Archives = modules.Where(IsMember).GroupBy(m => m.Path, m => m.Offset, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToHashSet(), StringComparer.Ordinal);
    }

    /// <summary>Every module as lld names it.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>Bitcode files of their own.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Archives that bitcode members came from, with where those members' bytes begin.</summary>
    public IReadOnlyDictionary<string, HashSet<long>> Archives { get; }

    /// <exception cref="LtoParException">The file is malformed, or an archive that it names is not what it was.</exception>
    public static LldResolution Read(string file) => new(LldResolutionReader.Read(File.ReadAllBytes(file), file, LinkOutputKind.Pie, "").Modules);

    /// <summary>A module that was compiled for ThinLTO, or null. ld.lld's merged module would be without it.</summary>
    public string? FindThin() => _modules.FirstOrDefault(IsThin) is { } thin ? thin.Path : null;

    private static bool IsMember(LinkModule module) => module.Offset > 0;

    private static bool IsThin(LinkModule module)
    {
        using MappedFile file = MappedFile.Open(module.Path);
        long size = module.Size > 0 ? module.Size : file.Length - module.Offset;
        // A thin archive names its members and does not have them.
        if (size > int.MaxValue || module.Offset > file.Length - size)
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = file.Bytes(module.Offset, (int)size);
        try
        {
            return BitcodeContainer.IsBitcode(bytes) && BitcodeContainer.Inspect(bytes).ThinModules > 0;
        }
        catch (InvalidDataException)
        {
            // Whatever it is, lld has read it.
            return false;
        }
    }
}
