using Google.Protobuf;

namespace LtoPar.RemoteApis.Protocol;

/// <summary>
/// A value of the cache as a server keeps it: a blob under its digest, and under the value's key an ActionResult that names the blob as the one file that was
/// made. The file is called after the key, so that an ActionResult which a server gives for another key is none. Servers that look into an ActionResult
/// (bazel-remote) want relative paths, and the blobs to be there before it.
///
/// The messages are written and read field by field, and strictly: the classes that are generated for them hold descriptions of themselves and of all
/// descriptions, which is a fifteenth of the program.
/// </summary>
public static class KeyedBlob
{
    /// <summary>What an ActionResult may take: one of ours has 150 bytes, and servers add what they know of the execution.</summary>
    public const int MostResultBytes = 64 << 10;

    /// <summary>What a blob may take. An object of a partition has 100 KB, more or less.</summary>
    public const int MostBlobBytes = 1 << 30;

    public static byte[] ToBytes(string key, BlobName blob)
    {
        byte[] digest = MessageFields.Write(output =>
        {
            output.WriteTag(FieldOf.DigestHash, WireFormat.WireType.LengthDelimited);
            output.WriteString(blob.Hash);
            if (blob.Bytes != 0)
            {
                output.WriteTag(FieldOf.DigestSize, WireFormat.WireType.Varint);
                output.WriteInt64(blob.Bytes);
            }
        });
        byte[] file = MessageFields.Write(output =>
        {
            output.WriteTag(FieldOf.FilePath, WireFormat.WireType.LengthDelimited);
            output.WriteString(PathOf(key));
            output.WriteTag(FieldOf.FileDigest, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(digest));
        });
        return MessageFields.Write(output =>
        {
            output.WriteTag(FieldOf.OutputFiles, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(file));
        });
    }

    /// <returns>The name of the blob; null: the bytes are not what was stored under that key.</returns>
    public static BlobName? Parse(string key, byte[] bytes)
    {
        try
        {
            MessageFields result = MessageFields.Read(bytes);
            if (result.Number(FieldOf.ExitCode) != 0 || result.Bytes(FieldOf.OutputFiles) is not { } fileBytes)
            {
                return null;
            }

            MessageFields file = MessageFields.Read(fileBytes.ToByteArray());
            if (file.Bytes(FieldOf.FilePath)?.ToStringUtf8() != PathOf(key) || file.Bytes(FieldOf.FileDigest) is not { } digestBytes)
            {
                return null;
            }

            MessageFields digest = MessageFields.Read(digestBytes.ToByteArray());
            return digest.Bytes(FieldOf.DigestHash)?.ToStringUtf8() is { } hash && Digests.IsHash(hash)
                && digest.Number(FieldOf.DigestSize) is var size and <= MostBlobBytes
                    ? new BlobName(hash, (long)size)
                    : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static string PathOf(string key) => $"lto-par/{key}";

    /// <summary>The numbers of the fields (remote_execution.proto).</summary>
    private static class FieldOf
    {
        public const int DigestHash = 1;
        public const int DigestSize = 2;
        public const int FilePath = 1;
        public const int FileDigest = 2;
        public const int OutputFiles = 2;
        public const int ExitCode = 4;
    }
}
