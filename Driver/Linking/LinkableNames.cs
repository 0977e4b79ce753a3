using LtoPar.Bitcode;
using LtoPar.Bitcode.Archives;
using LtoPar.Elf;
using LtoPar.Linkage;
using LtoPar.LinkJobs;
using LtoPar.Platform;

namespace LtoPar.Driver.Linking;

/// <summary>
/// Collects the names of what a program is linked with: objects, shared libraries, archives with all their members (linkers take some when the code is
/// compiled, for functions that the code generator calls), and linker scripts, each word of which may be a name.
/// </summary>
internal static class LinkableNames
{
    /// <param name="files">In any order; bitcode is left out, for its names are the program's own.</param>
    /// <exception cref="LtoParException">One of them cannot be read, or is malformed.</exception>
    public static OtherNames Read(IReadOnlyList<string> files)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (string file in files.Distinct(StringComparer.Ordinal))
        {
            Add(file, names);
        }

        return new OtherNames(files, names);
    }

    private static void Add(string file, HashSet<string> names)
    {
        ReadOnlyMemory<byte> bytes = ReadAll(file);
        if (!bytes.Span.StartsWith(ArchiveHeader.Magic) && !bytes.Span.StartsWith(ArchiveHeader.ThinMagic))
        {
            Add(bytes, file, names);
            return;
        }

        ArchiveMembers archive = ArchiveMembers.Read(bytes.Span, file);
        foreach (ArchiveMembers.Member member in archive.Members)
        {
            ReadOnlyMemory<byte> content = archive.IsThin
                ? ReadAll(ArchiveMembers.PathOf(file, member))
                : bytes.Slice(member.Start, (int)Math.Min(member.Size, bytes.Length - member.Start));
            Add(content, $"{file}({member.Name})", names);
        }
    }

    private static void Add(ReadOnlyMemory<byte> content, string file, HashSet<string> names)
    {
        if (GlobalNames.AreIn(content))
        {
            names.UnionWith(GlobalNames.Read(content, file));
        }
        else if (!BitcodeContainer.IsBitcode(content.Span))
        {
            names.UnionWith(ScriptWords.Of(System.Text.Encoding.UTF8.GetString(content.Span)));
        }
    }

    private static byte[] ReadAll(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LtoParException(file, $"cannot be read, so that its names are not known: {e.Message}; leave out --promote-names=keep-unique", e);
        }
    }
}
