using System.Buffers.Binary;

namespace LtoPar.Backend.Workers;

/// <summary>
/// A record on a pipe between lto-par and a worker process: its length in four bytes, the low one first, then so many bytes. The stream ends between two
/// records when the other side has nothing more to say; when it ends inside of one, the other side has died.
/// </summary>
internal static class Record
{
    private const int LengthBytes = 4;

    /// <exception cref="IOException">The other side is gone.</exception>
    public static void Write(Stream stream, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt32LittleEndian(length, checked(head.Length + tail.Length));
        byte[] start = [.. length, .. head]; // one write, or the reader is woken twice for nothing
        stream.Write(start);
        stream.Write(tail);
        stream.Flush();
    }

    /// <returns>Null: the stream has ended, between two records or in one.</returns>
    public static byte[]? Read(Stream stream)
    {
        Span<byte> length = stackalloc byte[LengthBytes];
        if (stream.ReadAtLeast(length, LengthBytes, throwOnEndOfStream: false) < LengthBytes)
        {
            return null;
        }

        int bytes = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (bytes < 0)
        {
            throw new InvalidDataException("a record has a negative length: what came is not of lto-par's protocol");
        }

        byte[] record = GC.AllocateUninitializedArray<byte>(bytes);
        return stream.ReadAtLeast(record, bytes, throwOnEndOfStream: false) < bytes ? null : record;
    }
}
