using System.Globalization;
using System.Text;

namespace LtoPar.Plugin.Claiming;

/// <summary>
/// The name of a member of an archive. Linkers pass the archive's name and where the member's bytes begin; messages are useless without the
/// member's own name, which stands in the 60 bytes before them, or in the archive's table of long names.
/// </summary>
internal static class ArchiveMember
{
    private const int HeaderBytes = 60;
    private const int NameBytes = 16;
    private const int SizeAt = 48;
    private const int SizeBytes = 10;

    /// <param name="offset">Of the member's bytes, in the archive.</param>
    /// <param name="read">Reads the archive.</param>
    /// <returns>Null when there is no header of a member before the offset.</returns>
    public static string? NameAt(long offset, FatObject.Reader read)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (offset < HeaderBytes || read(offset - HeaderBytes, header) != HeaderBytes || !header.EndsWith("`\n"u8))
        {
            return null;
        }

        string name = Encoding.UTF8.GetString(header[..NameBytes]).TrimEnd(' ');
        if (name.Length > 1 && name[0] == '/' && long.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out long at))
        {
            return LongName(at, read);
        }

        return name.TrimEnd('/') is { Length: > 0 } plain ? plain : null;
    }

    private static string? LongName(long at, FatObject.Reader read)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        // The tables come first: of symbols ("/", "/SYM64/"), then of names ("//").
        long position = 8;
        for (int i = 0; i < 3 && read(position, header) == HeaderBytes; i++)
        {
            if (!long.TryParse(Encoding.ASCII.GetString(header.Slice(SizeAt, SizeBytes)).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long size))
            {
                return null;
            }

            if (header.StartsWith("//"u8))
            {
                byte[] name = new byte[Math.Clamp(size - at, 0, 4096)];
                ReadOnlySpan<byte> text = name.AsSpan(0, read(position + HeaderBytes + at, name));
                int end = text.IndexOf((byte)'\n');
                return end > 0 ? Encoding.UTF8.GetString(text[..end]).TrimEnd('/') : null;
            }

            position += HeaderBytes + size + (size & 1);
        }

        return null;
    }
}
