using System.Globalization;
using System.Text;
using LtoPar.Bitcode.Archives;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.LinkJobs;

/// <summary>
/// Reads the file that ld.lld --save-temps=resolution writes (OUTPUT.resolution.txt): for each bitcode file a line with its path, then a line
/// "-r=PATH,SYMBOL,FLAGS" for each symbol, flags of p, l, x, r. A member of an archive is "libx.a(y.o at OFFSET)", where OFFSET is that
/// of the member's header. What the linker makes is not in it. Paths are those that the linker was given, relative to its folder.
/// </summary>
public static class LldResolutionReader
{
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">The name that errors give it.</param>
    /// <exception cref="LtoParException">A line is malformed, or an archive that is named is not there.</exception>
    public static LinkJob Read(ReadOnlySpan<byte> bytes, string file, LinkOutputKind kind, string outputName)
    {
        List<LinkModule> modules = [];
        List<LinkSymbol> symbols = [];
        byte[] prefix = [];
        int number = 0;
        while (!bytes.IsEmpty)
        {
            int end = bytes.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? default : bytes[(end + 1)..];
            number++;
            if (!line.StartsWith("-r="u8))
            {
                symbols = [];
                modules.Add(ModuleOf(Encoding.UTF8.GetString(line), symbols));
                prefix = [.. "-r="u8, .. line, (byte)','];
                continue;
            }

            int comma = line.LastIndexOf((byte)',');
            SymbolResolution resolution = SymbolResolution.None;
            if (modules.Count == 0 || !line.StartsWith(prefix) || comma < prefix.Length || !SymbolResolutionText.TryParse(line[(comma + 1)..], out resolution))
            {
                throw new LtoParException(
                    file, string.Create(CultureInfo.InvariantCulture, $"line {number}: expected a path, or '-r=' with that path, a symbol and "
                        + $"letters of plxr; ld.lld --save-temps=resolution writes such a file"));
            }

            symbols.Add(new LinkSymbol(line[prefix.Length..comma].ToArray(), resolution));
        }

        return new LinkJob(kind, outputName, modules);
    }

    private static LinkModule ModuleOf(string name, List<LinkSymbol> symbols)
    {
        int at = name.LastIndexOf(" at ", StringComparison.Ordinal);
        int open = at < 0 ? -1 : name.LastIndexOf('(', at);
        if (open <= 0 || !name.EndsWith(')') || !long.TryParse(name.AsSpan()[(at + 4)..^1], NumberStyles.None, CultureInfo.InvariantCulture, out long header))
        {
            return new LinkModule(name, 0, 0, name, symbols);
        }

        string archive = name[..open];
        return new LinkModule(archive, header + ArchiveHeader.Length, MemberSize(archive, header), $"{archive}({name[(open + 1)..at]})", symbols);
    }

    private static long MemberSize(string archive, long header)
    {
        using MappedFile file = MappedFile.Open(archive);
        if (header > file.Length - ArchiveHeader.Length)
        {
            throw new LtoParException(archive, string.Create(CultureInfo.InvariantCulture, $"is truncated: no member begins at byte {header}; link again"));
        }

        return ArchiveHeader.Read(file.Bytes(header, ArchiveHeader.Length))?.Size
            ?? throw new LtoParException(archive, string.Create(CultureInfo.InvariantCulture, $"has no member that begins at byte {header}; link again"));
    }
}
