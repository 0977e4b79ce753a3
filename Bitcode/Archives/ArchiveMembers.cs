using System.Globalization;
using LtoPar.Platform;

namespace LtoPar.Bitcode.Archives;

/// <summary>The members of an archive, as linkers number them: by the place of their headers, since names repeat.</summary>
/// <param name="IsThin">Whether the members are files of their own, which the archive only names.</param>
/// <param name="Names">The table of long names, empty where there is no table.</param>
/// <param name="Members">The members in the order of the archive; the tables of symbols and names are left out.</param>
public sealed record ArchiveMembers(bool IsThin, byte[] Names, IReadOnlyList<ArchiveMembers.Member> Members)
{
    /// <summary>One member.</summary>
    /// <param name="Header">The position of its header, in bytes.</param>
    /// <param name="Size">Its size in bytes.</param>
    /// <param name="Name">The name as the archive spells it; of a thin archive a path from the archive's folder, or an absolute one.</param>
    public readonly record struct Member(int Header, long Size, string Name)
    {
        /// <summary>The place where the bytes of the member begin in an archive that contains them.</summary>
        public int Start => Header + ArchiveHeader.Length;
    }

    /// <param name="archive">The subject of error messages.</param>
    /// <exception cref="LtoParException">It is not a well-formed archive.</exception>
    public static ArchiveMembers Read(ReadOnlySpan<byte> bytes, string archive)
    {
        bool thin = bytes.StartsWith(ArchiveHeader.ThinMagic);
        if (!thin && !bytes.StartsWith(ArchiveHeader.Magic))
        {
            throw new LtoParException(archive, "is no archive, though ld.lld took members from it; link again");
        }

        List<Member> members = [];
        byte[] names = [];
        for (int at = ArchiveHeader.Magic.Length; at + ArchiveHeader.Length <= bytes.Length;)
        {
            ArchiveHeader header = ArchiveHeader.Read(bytes[at..])
                ?? throw new LtoParException(archive, string.Create(CultureInfo.InvariantCulture, $"is corrupt: no size at byte {at}; write it again"));

            bool isTable = header.IsIndex || header.IsNameTable;
            int first = at + ArchiveHeader.Length;
            long end = first + (thin && !isTable ? 0 : header.PaddedSize);
            if (end > bytes.Length + 1L)
            {
                throw new LtoParException(archive, "is truncated: a member goes beyond its end; write it again");
            }

            int next = (int)Math.Min(end, bytes.Length);
            if (header.IsNameTable)
            {
                names = bytes[first..next].ToArray();
            }
            else if (!isTable)
            {
                members.Add(new Member(at, header.Size, header.NameIn(names)));
            }

            at = next;
        }

        return new ArchiveMembers(thin, names, members);
    }

    /// <summary>The file of a thin archive's member.</summary>
    public static string PathOf(string archive, Member member) => Path.Combine(Path.GetDirectoryName(archive) ?? "", member.Name);
}
