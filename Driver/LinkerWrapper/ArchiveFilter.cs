using System.Globalization;
using System.Text;
using LtoPar.Backend;
using LtoPar.CallGraph;

namespace LtoPar.Driver.LinkerWrapper;

/// <summary>
/// A copy of an archive without some of its members: under --whole-archive a linker takes all of them, and the bitcode ones have been compiled
/// already. Headers are 60 bytes of text (name, date, owner, group, mode, size, "`\n"); data is padded to even length. lld needs no index.
/// </summary>
internal static class ArchiveFilter
{
    private const string Magic = "!<arch>\n";
    private const string ThinMagic = "!<thin>\n";
    private const int HeaderBytes = 60;
    private const int NameBytes = 16;
    private const int SizeAt = 48;
    private const int SizeBytes = 10;

    /// <param name="offsets">Where the bytes of the members to leave out begin.</param>
    /// <returns>What to link in place of the archive: the copy, or the members that are left of a thin archive.</returns>
    /// <exception cref="LtoParException">It is not a well-formed archive.</exception>
    public static IReadOnlyList<string> Without(string archive, IReadOnlySet<long> offsets, string copy)
    {
        byte[] bytes = File.ReadAllBytes(archive);
        bool thin = bytes.AsSpan().StartsWith(Encoding.ASCII.GetBytes(ThinMagic));
        if (!thin && !bytes.AsSpan().StartsWith(Encoding.ASCII.GetBytes(Magic)))
        {
            throw new LtoParException(archive, "is no archive, though ld.lld took members from it");
        }

        List<string> members = [];
        string names = "";
        using MemoryStream kept = new();
        kept.Write(bytes.AsSpan(0, Magic.Length));
        for (int at = Magic.Length; at + HeaderBytes <= bytes.Length;)
        {
            string name = Encoding.Latin1.GetString(bytes, at, NameBytes).TrimEnd();
            int size = SizeIn(bytes.AsSpan(at))
                ?? throw new LtoParException(archive, string.Create(CultureInfo.InvariantCulture, $"is corrupt: no size at byte {at}; write it again"));

            bool index = name is "/" or "/SYM64/";
            bool table = name == "//";
            int data = thin && !index && !table ? 0 : size + (size & 1);
            if (at + HeaderBytes + data > bytes.Length + 1)
            {
                throw new LtoParException(archive, "is truncated: a member goes beyond its end; write it again");
            }

            if (table)
            {
                names = Encoding.UTF8.GetString(bytes, at + HeaderBytes, size);
            }

            if (!index && !offsets.Contains(at + HeaderBytes))
            {
                kept.Write(bytes.AsSpan(at, Math.Min(HeaderBytes + data, bytes.Length - at)));
                if (!table)
                {
                    members.Add(Path.Combine(Path.GetDirectoryName(archive) ?? "", LongName(name, names)));
                }
            }

            at += HeaderBytes + data;
        }

        if (thin)
        {
            return members;
        }

        OutputFile.Guard(copy, () => File.WriteAllBytes(copy, kept.ToArray()));
        return [copy];
    }

    private static int? SizeIn(ReadOnlySpan<byte> header) =>
        int.TryParse(Encoding.Latin1.GetString(header.Slice(SizeAt, SizeBytes)), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int size) ? size : null;

    /// <summary>"/12" is the text at 12 of the table, up to "/\n"; a short name ends in "/".</summary>
    private static string LongName(string name, string names)
    {
        if (name.Length > 1 && name[0] == '/' && int.TryParse(name.AsSpan(1), CultureInfo.InvariantCulture, out int start) && start < names.Length)
        {
            int end = names.IndexOf('\n', start);
            return names[start..(end < 0 ? names.Length : end)].TrimEnd('/');
        }

        return name.TrimEnd('/');
    }
}
