using System.Security.Cryptography;
using Google.Protobuf;
using LtoPar.Platform;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.Distributors.Reapi.Actions;

/// <summary>Bytes that a server is to have, by their digest: a message, or a file, which is read when it is sent.</summary>
internal sealed class Blob
{
    private readonly byte[] _bytes = [];
    private readonly string? _file;

    private Blob(byte[] bytes)
    {
        _bytes = bytes;
        Digest = Digests.Of(bytes);
    }

    private Blob(string file, Digest digest)
    {
        _file = file;
        Digest = digest;
    }

    public Digest Digest { get; }

    public static Blob Of(IMessage message) => new(message.ToByteArray());

    /// <exception cref="LtoParException">The file cannot be read.</exception>
    public static Blob OfFile(string file) => Guarded(file, () =>
    {
        using FileStream stream = File.OpenRead(file);
        string hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        return new Blob(file, new Digest { Hash = hash, SizeBytes = stream.Position });
    });

    /// <exception cref="LtoParException">The file cannot be read any more.</exception>
    public Stream Open() => _file is null ? new MemoryStream(_bytes, writable: false) : Guarded(_file, () => File.OpenRead(_file));

    private static T Guarded<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LtoParException(file, $"cannot be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : e.Message)}", e);
        }
    }
}
