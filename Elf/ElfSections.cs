using System.Buffers.Binary;

namespace LtoPar.Elf;

/// <summary>
/// The table of sections of a relocatable ELF file. GNU ld and gold show the plugin every object of a link, so no more is read than the header and the table;
/// <see cref="ElfObject"/> reads all of an object. Little-endian files alone: lto-par makes no others.
/// </summary>
public sealed class ElfSections
{
    public const int HeaderBytes = 64;

    private const int RelocatableFile = 1;

    private readonly byte[] _table;
    private readonly int _entry;

    private ElfSections(byte[] table, int entry)
    {
        _table = table;
        _entry = entry;
    }

    /// <summary>Reads bytes at an offset of the file; returns how many there were.</summary>
    public delegate int Reader(long offset, Span<byte> buffer);

    public int Count => _table.Length / _entry;

    /// <summary>Whether addresses have 64 bits.</summary>
    public bool IsWide => _entry == 64;

    /// <param name="header">The first <see cref="HeaderBytes"/> bytes of the file, or fewer of a shorter one.</param>
    /// <param name="size">The file's size in bytes.</param>
    /// <param name="read">Reads more of it.</param>
    /// <returns>Null for anything that is no relocatable ELF file; malformed ones are left to the linker.</returns>
    public static ElfSections? Read(ReadOnlySpan<byte> header, long size, Reader read)
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
        if (table <= 0 || table > size - entry)
        {
            return null;
        }

        if (count == 0) // more than 65279 sections: the first section's size counts them
        {
            byte[] first = new byte[entry];
            if (read(table, first) != entry)
            {
                return null;
            }

            count = new ElfSections(first, entry).SizeOf(0);
        }

        if (count <= 0 || count > (size - table) / entry || count * entry > int.MaxValue)
        {
            return null;
        }

        byte[] sections = new byte[count * entry];
        return read(table, sections) == sections.Length ? new ElfSections(sections, entry) : null;
    }

    public uint TypeOf(int section) => BinaryPrimitives.ReadUInt32LittleEndian(At(section)[4..]);

    /// <summary>The offset of its bytes in the file.</summary>
    public long OffsetOf(int section) => IsWide
        ? (long)BinaryPrimitives.ReadUInt64LittleEndian(At(section)[24..])
        : BinaryPrimitives.ReadUInt32LittleEndian(At(section)[16..]);

    public long SizeOf(int section) => IsWide
        ? (long)BinaryPrimitives.ReadUInt64LittleEndian(At(section)[32..])
        : BinaryPrimitives.ReadUInt32LittleEndian(At(section)[20..]);

    /// <summary>The section with the strings of a symbol table.</summary>
    public int LinkOf(int section) => BinaryPrimitives.ReadInt32LittleEndian(At(section)[(IsWide ? 40 : 24)..]);

    private ReadOnlySpan<byte> At(int section) => _table.AsSpan(section * _entry, _entry);

    private static int Half(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
