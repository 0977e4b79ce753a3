using System.IO.Compression;

namespace LtoPar.TestSupport.Servers;

/// <summary>A megabyte of zeros, packed.</summary>
internal static class GzipBomb
{
    public static byte[] Make()
    {
        using MemoryStream bytes = new();
        using (GZipStream packed = new(bytes, CompressionLevel.SmallestSize))
        {
            packed.Write(new byte[1 << 20]);
        }

        return bytes.ToArray();
    }
}
