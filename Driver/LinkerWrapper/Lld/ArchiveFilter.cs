using System.Globalization;
using System.Text;
using LtoPar.Bitcode.Archives;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>
/// Writes a copy of an archive without the members that have been compiled already, so that the second link cannot take them once more. lld
/// needs no index.
/// </summary>
internal static class ArchiveFilter
{
    private const int NameBytes = 16;

    /// <param name="starts">The offsets of the members to leave out (<see cref="LinkModule.Offset"/>).</param>
    /// <exception cref="LtoParException">It is not a well-formed archive, or the copy cannot be written.</exception>
    public static void Write(string archive, IReadOnlySet<long> starts, string copy)
    {
        byte[] bytes = File.ReadAllBytes(archive);
        ArchiveMembers all = ArchiveMembers.Read(bytes, archive);
        IReadOnlyList<ArchiveMembers.Member> kept = [.. all.Members.Where(m => !starts.Contains(m.Start))];
        byte[] filtered = all.IsThin ? Thin(bytes, archive, kept) : Regular(bytes, all, kept);
        OutputFile.Guard(copy, () => File.WriteAllBytes(copy, filtered));
    }

    private static byte[] Regular(byte[] bytes, ArchiveMembers all, IReadOnlyList<ArchiveMembers.Member> kept)
    {
        using MemoryStream copy = new();
        copy.Write(ArchiveHeader.Magic);
        if (all.Names.Length > 0)
        {
            WriteNames(copy, all.Names);
        }

        foreach (ArchiveMembers.Member member in kept)
        {
            copy.Write(bytes.AsSpan(member.Header, (int)Math.Min(ArchiveHeader.Length + member.Size + (member.Size & 1), bytes.Length - member.Header)));
        }

        return copy.ToArray();
    }

    /// <summary>The copy stands in another folder, so that its members are named by their whole paths.</summary>
    private static byte[] Thin(byte[] bytes, string archive, IReadOnlyList<ArchiveMembers.Member> kept)
    {
        StringBuilder names = new();
        List<int> places = [];
        foreach (ArchiveMembers.Member member in kept)
        {
            places.Add(Encoding.UTF8.GetByteCount(names.ToString()));
            names.Append(Path.GetFullPath(ArchiveMembers.PathOf(archive, member))).Append("/\n");
        }

        using MemoryStream copy = new();
        copy.Write(ArchiveHeader.ThinMagic);
        WriteNames(copy, Encoding.UTF8.GetBytes(names.ToString()));
        foreach ((ArchiveMembers.Member member, int place) in kept.Zip(places))
        {
            copy.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"/{place}").PadRight(NameBytes)));
            copy.Write(bytes.AsSpan(member.Header + NameBytes, ArchiveHeader.Length - NameBytes));
        }

        return copy.ToArray();
    }

    private static void WriteNames(MemoryStream copy, byte[] names)
    {
        copy.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{"//",-48}{names.Length + (names.Length & 1),-10}`\n")));
        copy.Write(names);
        if ((names.Length & 1) != 0)
        {
            copy.WriteByte((byte)'\n');
        }
    }
}
