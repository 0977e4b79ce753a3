using System.Buffers.Binary;

namespace LtoPar.Elf;

/// <summary>Bytes of an ELF file as they are written, in its byte order and word size.</summary>
internal sealed class ElfOutput(bool is64, bool isLittle)
{
    private readonly List<byte> _bytes = [];

    public int Position => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    /// <summary>Fills up to the next multiple.</summary>
    /// <returns>The position there.</returns>
    public int Align(int multiple)
    {
        while (_bytes.Count % multiple != 0)
        {
            _bytes.Add(0);
        }

        return _bytes.Count;
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    public void Byte(byte value) => _bytes.Add(value);

    public void Half(ushort value) => Number(value, sizeof(ushort));

    public void Word(uint value) => Number(value, sizeof(uint));

    /// <summary>An address, an offset or a size: as wide as the class.</summary>
    public void Address(ulong value) => Number(value, is64 ? sizeof(ulong) : sizeof(uint));

    /// <summary>Writes bytes over those that stand at a position.</summary>
    public void Overwrite(int position, ElfOutput with)
    {
        _bytes.RemoveRange(position, with.Position);
        _bytes.InsertRange(position, with._bytes);
    }

    private void Number(ulong value, int size)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        if (isLittle)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
            _bytes.AddRange(bytes[..size]);
        }
        else
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
            _bytes.AddRange(bytes[^size..]);
        }
    }
}
