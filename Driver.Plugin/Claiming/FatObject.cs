using System.Buffers.Binary;

namespace LtoPar.Plugin.Claiming;

/// <summary>
/// Finds the bitcode in an object of -ffat-lto-objects: the one section of type SHT_LLVM_LTO, .llvm.lto. GNU ld shows the plugin every object
/// of a link, so no more is read than the header and the table of sections, and nothing of what is no relocatable ELF file.
/// </summary>
internal static class FatObject
{
    public const int HeaderBytes = 64;

    private const uint LlvmLtoSection = 0x6fff4c0c;
    private const int RelocatableFile = 1;

    /// <summary>Reads bytes at an offset of the file; returns how many there were.</summary>
    public delegate int Reader(long offset, Span<byte> buffer);

    /// <param name="header">The first <see cref="HeaderBytes"/> bytes of the file, or fewer of a shorter one.</param>
    /// <param name="size">Of the file, bytes.</param>
    /// <param name="read">Reads more of it.</param>
    /// <returns>Null for anything that is no fat object; malformed ones are left to the linker.</returns>
    public static BitcodeRange? Find(ReadOnlySpan<byte> header, long size, Reader read)
    {
        if (header.Length < HeaderBytes || !header.StartsWith("\u007f"u8) || !header[1..4].SequenceEqual("ELF"u8) || header[5] != 1)
        {
            return null;
        }

        bool wide = header[4] == 2;
        int entry = wide ? 64 : 40;
        if (BinaryPrimitives.ReadUInt16LittleEndian(header[16..]) != RelocatableFile || Half(header, wide ? 58 : 46) != entry)
        {
            return null;
        }

        long table = wide ? (long)BinaryPrimitives.ReadUInt64LittleEndian(header[40..]) : BinaryPrimitives.ReadUInt32LittleEndian(header[32..]);
        long count = Half(header, wide ? 60 : 48);
        byte[] section = new byte[64];
        if (table <= 0 || table > size - entry)
        {
            return null;
        }

        if (count == 0) // more than 65279 sections: the first section's size counts them
        {
            if (read(table, section.AsSpan(0, entry)) != entry)
            {
                return null;
            }

            count = SizeOf(section, wide);
        }

        if (count <= 0 || count > (size - table) / entry || count * entry > int.MaxValue)
        {
            return null;
        }

        byte[] sections = new byte[count * entry];
        if (read(table, sections) != sections.Length)
        {
            return null;
        }

        for (int at = 0; at < sections.Length; at += entry)
        {
            ReadOnlySpan<byte> one = sections.AsSpan(at, entry);
            if (BinaryPrimitives.ReadUInt32LittleEndian(one[4..]) == LlvmLtoSection)
            {
                long start = wide ? (long)BinaryPrimitives.ReadUInt64LittleEndian(one[24..]) : BinaryPrimitives.ReadUInt32LittleEndian(one[16..]);
                long bytes = SizeOf(one, wide);
                return start >= 0 && bytes > 0 && start <= size && bytes <= size - start ? new BitcodeRange(start, bytes) : null;
            }
        }

        return null;
    }

    private static int Half(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static long SizeOf(ReadOnlySpan<byte> section, bool wide) =>
        wide ? (long)BinaryPrimitives.ReadUInt64LittleEndian(section[32..]) : BinaryPrimitives.ReadUInt32LittleEndian(section[20..]);
}
