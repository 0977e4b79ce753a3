using System.Buffers.Binary;
using System.Security.Cryptography;
using LtoPar.Cache.Keys;

namespace LtoPar.Cache.Entries;

/// <summary>
/// The first bytes of an entry: magic, version, length and SHA-256 of the value, and the key, so that an entry that was copied to another one's name is
/// none. File systems lose the end of a file that was not flushed, and disks flip bits: what does not agree with its header is not there.
/// </summary>
internal static class EntryHeader
{
    public const int Bytes = 88;

    private const long Version = 1;
    private const int VersionAt = 8;
    private const int LengthAt = 16;
    private const int ValueHashAt = 24;
    private const int KeyAt = 56;

    private static ReadOnlySpan<byte> Magic => "LTOPAR\u001a\n"u8;

    public static byte[] Of(CacheKey key, ReadOnlySpan<byte> value)
    {
        byte[] header = new byte[Bytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(VersionAt), Version);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(LengthAt), value.Length);
        SHA256.HashData(value, header.AsSpan(ValueHashAt));
        Convert.FromHexString(key.Hex).CopyTo(header, KeyAt);
        return header;
    }

    /// <summary>Whether the header is one, of that key, and of a file of that length.</summary>
    public static bool IsOf(ReadOnlySpan<byte> header, CacheKey key, long fileLength) =>
        header.Length == Bytes
        && header.StartsWith(Magic)
        && BinaryPrimitives.ReadInt64LittleEndian(header[VersionAt..]) == Version
        && BinaryPrimitives.ReadInt64LittleEndian(header[LengthAt..]) == fileLength - Bytes
        && header[KeyAt..].SequenceEqual(Convert.FromHexString(key.Hex));

    /// <summary>Whether the value is the one that the header is of.</summary>
    public static bool Agrees(ReadOnlySpan<byte> header, ReadOnlySpan<byte> value)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(value, hash);
        return header.Slice(ValueHashAt, hash.Length).SequenceEqual(hash);
    }
}
