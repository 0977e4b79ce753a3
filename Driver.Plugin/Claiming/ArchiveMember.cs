using LtoPar.Bitcode.Archives;
using LtoPar.Elf;

namespace LtoPar.Plugin.Claiming;

/// <summary>
/// The name of a member of an archive. Linkers pass the archive's name and where the member's bytes begin; messages are useless without the
/// member's own name, which stands in the 60 bytes before them, or in the archive's table of long names.
/// </summary>
internal static class ArchiveMember
{
    private const int MostNameBytes = 4096;

    /// <param name="offset">The place of the member's bytes in the archive.</param>
    /// <param name="read">Reads the archive.</param>
    /// <returns>Null when there is no header of a member before the offset.</returns>
    public static string? NameAt(long offset, ElfSections.Reader read)
    {
        string? name = HeaderAt(offset - ArchiveHeader.Length, read) is not { } header ? null
            : header.LongNameAt is { } at ? LongName(at, read)
            : header.NameIn([]);
        return name is "" ? null : name;
    }

    private static ArchiveHeader? HeaderAt(long position, ElfSections.Reader read)
    {
        Span<byte> header = stackalloc byte[ArchiveHeader.Length];
        return position >= 0 && read(position, header) == header.Length && header.EndsWith("`\n"u8) ? ArchiveHeader.Read(header) : null;
    }

    private static string? LongName(long at, ElfSections.Reader read)
    {
        // The tables come first: of symbols, of which there may be two, then of names.
        long position = ArchiveHeader.Magic.Length;
        for (int i = 0; i < 3 && HeaderAt(position, read) is { } header; i++)
        {
            position += ArchiveHeader.Length;
            if (header.IsNameTable)
            {
                byte[] name = new byte[Math.Clamp(header.Size - at, 0, MostNameBytes)];
                ReadOnlySpan<byte> text = name.AsSpan(0, read(position + at, name));
                return text.Contains((byte)'\n') ? ArchiveHeader.FirstOf(text) : null;
            }

            position += header.PaddedSize;
        }

        return null;
    }
}
