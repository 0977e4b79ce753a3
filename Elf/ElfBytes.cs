using System.Buffers.Binary;
using LtoPar.Platform;

namespace LtoPar.Elf;

/// <summary>The file's bytes in its byte order and word size. Every access is checked: a malformed object is an error that names it.</summary>
internal sealed class ElfBytes(ReadOnlyMemory<byte> bytes, string file, bool is64, bool isLittle)
{
    public bool Is64 => is64;

    public bool IsLittle => isLittle;

    public LtoParException Malformed(string what) => new(file, $"is not a well-formed ELF object: {what}");

    public ReadOnlyMemory<byte> Slice(ulong offset, ulong size, string what) =>
        offset <= (ulong)bytes.Length && size <= (ulong)bytes.Length - offset
            ? bytes.Slice((int)offset, (int)size)
            : throw Malformed($"{what} ends beyond the file");

    public ushort Half(ulong offset)
    {
        ReadOnlySpan<byte> span = Slice(offset, 2, "a number").Span;
        return isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(span) : BinaryPrimitives.ReadUInt16BigEndian(span);
    }

    public uint Word(ulong offset)
    {
        ReadOnlySpan<byte> span = Slice(offset, 4, "a number").Span;
        return isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(span) : BinaryPrimitives.ReadUInt32BigEndian(span);
    }

    public ulong Long(ulong offset)
    {
        ReadOnlySpan<byte> span = Slice(offset, 8, "a number").Span;
        return isLittle ? BinaryPrimitives.ReadUInt64LittleEndian(span) : BinaryPrimitives.ReadUInt64BigEndian(span);
    }

    public byte Byte(ulong offset) => Slice(offset, 1, "a number").Span[0];

    /// <summary>An address or size: as wide as the class.</summary>
    public ulong Address(ulong offset) => is64 ? Long(offset) : Word(offset);

    /// <summary>A zero-terminated string of a string table.</summary>
    public string Text(ReadOnlyMemory<byte> table, uint offset)
    {
        if (offset >= (uint)table.Length)
        {
            return offset == 0 ? "" : throw Malformed("a name lies outside its string table");
        }

        ReadOnlySpan<byte> rest = table.Span[(int)offset..];
        int end = rest.IndexOf((byte)0);
        return end >= 0 ? System.Text.Encoding.UTF8.GetString(rest[..end]) : throw Malformed("a string table does not end with a zero byte");
    }
}
