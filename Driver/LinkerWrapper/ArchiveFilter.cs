using System.Globalization;
using LtoPar.Backend;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reading;

namespace LtoPar.Driver.LinkerWrapper;

/// <summary>
/// A copy of an archive without some of its members: under --whole-archive a linker takes all of them, and the bitcode ones have been compiled
/// already. lld needs no index.
/// </summary>
internal static class ArchiveFilter
{
    /// <param name="offsets">Where the bytes of the members to leave out begin.</param>
    /// <returns>What to link in place of the archive: the copy, or the members that are left of a thin archive.</returns>
    /// <exception cref="LtoParException">It is not a well-formed archive.</exception>
    public static IReadOnlyList<string> Without(string archive, IReadOnlySet<long> offsets, string copy)
    {
        byte[] bytes = File.ReadAllBytes(archive);
        bool thin = bytes.AsSpan().StartsWith(ArchiveHeader.ThinMagic);
        if (!thin && !bytes.AsSpan().StartsWith(ArchiveHeader.Magic))
        {
            throw new LtoParException(archive, "is no archive, though ld.lld took members from it");
        }

        List<string> members = [];
        byte[] names = [];
        using MemoryStream kept = new();
        kept.Write(ArchiveHeader.Magic);
        for (int at = ArchiveHeader.Magic.Length; at + ArchiveHeader.Length <= bytes.Length;)
        {
            ArchiveHeader header = ArchiveHeader.Read(bytes.AsSpan(at))
                ?? throw new LtoParException(archive, string.Create(CultureInfo.InvariantCulture, $"is corrupt: no size at byte {at}; write it again"));

            int first = at + ArchiveHeader.Length;
            long end = first + (thin && !header.IsIndex && !header.IsNameTable ? 0 : header.PaddedSize);
            if (end > bytes.Length + 1L)
            {
                throw new LtoParException(archive, "is truncated: a member goes beyond its end; write it again");
            }

            int next = (int)Math.Min(end, bytes.Length);
            if (header.IsNameTable)
            {
                names = bytes[first..next];
            }

            if (!header.IsIndex && !offsets.Contains(first))
            {
                kept.Write(bytes.AsSpan(at..next));
                if (!header.IsNameTable)
                {
                    members.Add(Path.Combine(Path.GetDirectoryName(archive) ?? "", header.NameIn(names)));
                }
            }

            at = next;
        }

        if (thin)
        {
            return members;
        }

        OutputFile.Guard(copy, () => File.WriteAllBytes(copy, kept.ToArray()));
        return [copy];
    }
}
