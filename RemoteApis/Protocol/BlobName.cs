using System.Security.Cryptography;

namespace LtoPar.RemoteApis.Protocol;

/// <summary>The digest of a blob, under which a server keeps it. What a server sends is used only where it agrees.</summary>
/// <param name="Hash">The SHA-256, 64 digits in lower case.</param>
/// <param name="Bytes">The size.</param>
public readonly record struct BlobName(string Hash, long Bytes)
{
    public static BlobName Of(ReadOnlySpan<byte> blob) => new(Convert.ToHexStringLower(SHA256.HashData(blob)), blob.Length);

    public bool IsOf(ReadOnlySpan<byte> blob) => Bytes == blob.Length && this == Of(blob);
}
