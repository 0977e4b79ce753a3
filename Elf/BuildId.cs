using System.Buffers.Binary;

namespace LtoPar.Elf;

/// <summary>
/// Finds the build ID of a program or library: the note NT_GNU_BUILD_ID, which a linker makes of all that it links. It is the same in copies of one build
/// and in no others, and is found without reading the whole file. Files of this machine's kind alone are looked at (64 bits, little-endian).
/// </summary>
public static class BuildId
{
    private const int HeaderSize = 64;
    private const int SegmentSize = 56;
    private const uint NoteSegment = 4;
    private const uint GnuBuildId = 3;

    /// <returns>In hexadecimal; null: it has none, or is no such file.</returns>
    public static string? Find(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderSize || !file.StartsWith("\u007fELF\u0002\u0001"u8))
        {
            return null;
        }

        ulong start = BinaryPrimitives.ReadUInt64LittleEndian(file[32..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file[56..]);
        for (int i = 0; i < count; i++)
        {
            if (Slice(file, start + ((ulong)i * SegmentSize), SegmentSize) is not { Length: > 0 } segment)
            {
                return null;
            }

            ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(segment[8..]), size = BinaryPrimitives.ReadUInt64LittleEndian(segment[32..]);
            if (BinaryPrimitives.ReadUInt32LittleEndian(segment) == NoteSegment && InNotes(Slice(file, offset, size)) is { } id)
            {
                return id;
            }
        }

        return null;
    }

    private static string? InNotes(ReadOnlySpan<byte> notes)
    {
        while (notes.Length >= 12)
        {
            ulong nameEnd = 12 + (ulong)BinaryPrimitives.ReadUInt32LittleEndian(notes);
            ulong valueStart = (nameEnd + 3) & ~3UL;
            ulong length = BinaryPrimitives.ReadUInt32LittleEndian(notes[4..]);
            ulong end = (valueStart + length + 3) & ~3UL;
            if (Slice(notes, valueStart, length) is not { Length: > 0 } value)
            {
                return null;
            }

            if (BinaryPrimitives.ReadUInt32LittleEndian(notes[8..]) == GnuBuildId && Slice(notes, 12, nameEnd - 12).SequenceEqual("GNU\0"u8))
            {
                return Convert.ToHexStringLower(value);
            }

            notes = end <= (ulong)notes.Length ? notes[(int)end..] : default;
        }

        return null;
    }

    /// <returns>Empty: it is not all there.</returns>
    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> bytes, ulong offset, ulong length) =>
        offset <= (ulong)bytes.Length && length <= (ulong)bytes.Length - offset ? bytes.Slice((int)offset, (int)length) : default;
}
