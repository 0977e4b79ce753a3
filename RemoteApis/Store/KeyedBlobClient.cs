using LtoPar.RemoteApis.Http;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.RemoteApis.Store;

/// <summary>
/// Values by their keys on a server with the paths of Bazel's HTTP cache: /ac/KEY for ActionResults, /cas/HASH for blobs. The blob is put there first, even
/// where the server may have it: a server forgets either of the two without the other.
/// </summary>
internal sealed class KeyedBlobClient(HttpServer server)
{
    /// <exception cref="RemoteFailure">The server failed, or sent something else than was stored.</exception>
    public async Task<(LookupOutcome Outcome, byte[]? Value)> Find(string key, CancellationToken cancellation)
    {
        if (await server.Get($"ac/{key}", KeyedBlob.MostResultBytes, cancellation).ConfigureAwait(false) is not { } result)
        {
            return (LookupOutcome.NotThere, null);
        }

        BlobName name = KeyedBlob.Parse(key, result) ?? throw new RemoteFailure("what it has under a key is no ActionResult of lto-par for it");
        if (await server.Get($"cas/{name.Hash}", (int)name.Bytes, cancellation).ConfigureAwait(false) is not { } blob)
        {
            return (LookupOutcome.BlobGone, null);
        }

        return name.IsOf(blob) ? (LookupOutcome.Hit, blob) : throw new RemoteFailure("it sent a blob that does not agree with its digest");
    }

    /// <exception cref="RemoteFailure">The server did not take it.</exception>
    public async Task Store(string key, byte[] value, CancellationToken cancellation)
    {
        BlobName name = BlobName.Of(value);
        await server.Put($"cas/{name.Hash}", value, cancellation).ConfigureAwait(false);
        await server.Put($"ac/{key}", KeyedBlob.ToBytes(key, name), cancellation).ConfigureAwait(false);
    }
}
