using System.Security.Cryptography;

namespace LtoPar.RemoteApis.Protocol;

/// <summary>Makes and checks digests. What a server sends is used only where its digest agrees.</summary>
public static class Digests
{
    public const int HexDigits = 2 * SHA256.HashSizeInBytes;

    public static Digest Of(ReadOnlySpan<byte> blob)
    {
        (string hash, long bytes) = BlobName.Of(blob);
        return new Digest { Hash = hash, SizeBytes = bytes };
    }

    public static bool Agree(Digest digest, ReadOnlySpan<byte> blob) => digest.SizeBytes == blob.Length && digest.Equals(Of(blob));

    /// <summary>Whether the text is a SHA-256 as servers want it: it becomes a part of a path.</summary>
    public static bool IsHash(string text) => text.Length == HexDigits && text.All(char.IsAsciiHexDigitLower);
}
