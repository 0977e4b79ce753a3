using System.Globalization;
using System.Text;

namespace LtoPar.Bitcode.Archives;

/// <summary>
/// The header before each member of an archive: 60 bytes of text (name, date, owner, group, mode, size, "`\n"). The member's bytes follow, padded to even
/// length; in a thin archive only those of tables do.
/// </summary>
/// <param name="Name">The name as it stands there: "y.o/", or "/12" for the text at 12 of the table of long names.</param>
/// <param name="Size">The size of the member in bytes.</param>
public readonly record struct ArchiveHeader(string Name, long Size)
{
    public const int Length = 60;

    private const int NameBytes = 16;
    private const int SizeAt = 48;
    private const int SizeBytes = 10;

    /// <summary>The bytes that an archive begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "!<arch>\n"u8;

    /// <summary>The bytes that a thin archive begins with, whose members are files of their own.</summary>
    public static ReadOnlySpan<byte> ThinMagic => "!<thin>\n"u8;

    /// <summary>Whether the member is the table of symbols.</summary>
    public bool IsIndex => Name is "/" or "/SYM64/";

    /// <summary>Whether the member is the table of long names.</summary>
    public bool IsNameTable => Name == "//";

    public long PaddedSize => Size + (Size & 1);

    /// <summary>The place of the name in the table of long names; null: it is <see cref="Name"/>.</summary>
    public long? LongNameAt =>
        Name.Length > 1 && Name[0] == '/' && long.TryParse(Name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out long at) ? at : null;

    /// <returns>The header; null: there is no size.</returns>
    public static ArchiveHeader? Read(ReadOnlySpan<byte> header) =>
        long.TryParse(header.Slice(SizeAt, SizeBytes).TrimEnd((byte)' '), NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            ? new ArchiveHeader(Encoding.UTF8.GetString(header[..NameBytes]).TrimEnd(' '), size)
            : null;

    /// <param name="names">The table of long names.</param>
    public string NameIn(ReadOnlySpan<byte> names) => LongNameAt is { } at && at < names.Length ? FirstOf(names[(int)at..]) : Name.TrimEnd('/');

    /// <summary>The first of a table's names, each of which ends in "/\n".</summary>
    public static string FirstOf(ReadOnlySpan<byte> names)
    {
        int end = names.IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(end < 0 ? names : names[..end]).TrimEnd('/');
    }
}
