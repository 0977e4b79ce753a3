using Google.Protobuf;

namespace LtoPar.RemoteApis.Protocol;

/// <summary>
/// A value of the cache as a server keeps it: a blob under its digest, and under the value's key an ActionResult that names the blob as the one file that was
/// made. The file is called after the key, so that an ActionResult which a server gives for another key is none. Servers that look into an ActionResult
/// (bazel-remote) want relative paths, and the blobs to be there before it.
/// </summary>
public static class KeyedBlob
{
    /// <summary>What an ActionResult may take: one of ours has 150 bytes, and servers add what they know of the execution.</summary>
    public const int MostResultBytes = 64 << 10;

    /// <summary>What a blob may take. An object of a partition has 100 KB, more or less.</summary>
    public const int MostBlobBytes = 1 << 30;

    public static byte[] ToBytes(string key, Digest digest) =>
        new ActionResult { OutputFiles = { new OutputFile { Path = PathOf(key), Digest = digest } } }.ToByteArray();

    /// <returns>The digest of the blob; null: the bytes are not what was stored under that key.</returns>
    public static Digest? Parse(string key, byte[] bytes)
    {
        try
        {
            return ActionResult.Parser.ParseFrom(bytes) is { ExitCode: 0, OutputFiles: [{ Digest: { } digest } file] }
                && file.Path == PathOf(key) && Digests.IsHash(digest.Hash) && digest.SizeBytes is >= 0 and <= MostBlobBytes
                    ? digest
                    : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static string PathOf(string key) => $"lto-par/{key}";
}
