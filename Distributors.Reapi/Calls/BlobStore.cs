using Google.Protobuf;
using Grpc.Core;
using LtoPar.Distributors.Reapi.Actions;
using LtoPar.Distributors.Reapi.Protocol;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.Distributors.Reapi.Calls;

/// <summary>The blobs of a server. It is asked again for each action which of them it has, because servers forget them as they like.</summary>
internal sealed class BlobStore(Connection connection)
{
    /// <summary>Messages of gRPC have 4 MiB at most where nobody says otherwise; some servers count what is around the blobs too.</summary>
    private const int MostBatchBytes = 3 << 20;

    /// <summary>What a digest, a header and their lengths take in a batch.</summary>
    private const int BytesPerBlob = 128;
    private const int PieceBytes = 1 << 19;

    private readonly ContentAddressableStorage.ContentAddressableStorageClient _blobs = new(connection.Invoker);
    private readonly ByteStream.ByteStreamClient _streams = new(connection.Invoker);

    /// <summary>The most bytes of a batch: what the server says, where that is less than we send; 0: it does not say.</summary>
    public long MostBatch
    {
        get;
        set => field = value is > 0 and < MostBatchBytes ? value : MostBatchBytes;
    } = MostBatchBytes;

    /// <summary>Sends those of the blobs that the server does not have.</summary>
    /// <exception cref="Exception">As <see cref="RemoteFault.Of"/> takes it.</exception>
    public async Task Send(IReadOnlyList<Blob> blobs, string actionHash, CancellationToken token)
    {
        SortedDictionary<string, Blob> byHash = new(StringComparer.Ordinal);
        foreach (Blob blob in blobs)
        {
            byHash[blob.Digest.Hash] = blob;
        }

        FindMissingBlobsRequest request = new() { InstanceName = connection.Settings.Instance };
        request.BlobDigests.AddRange(byHash.Values.Select(b => b.Digest));
        FindMissingBlobsResponse missing = await _blobs.FindMissingBlobsAsync(request, connection.Options(actionHash, token)).ConfigureAwait(false);
        List<Blob> batch = [];
        long size = 0;
        foreach (string hash in missing.MissingBlobDigests.Select(d => d.Hash).Distinct().Order(StringComparer.Ordinal))
        {
            if (!byHash.TryGetValue(hash, out Blob? blob))
            {
                throw new RemoteFault(FaultKind.Passing, "it asks for blobs that it was not told of");
            }

            long bytes = blob.Digest.SizeBytes + BytesPerBlob;
            if (bytes > MostBatch)
            {
                await Write(blob, actionHash, token).ConfigureAwait(false);
                continue;
            }

            if (size + bytes > MostBatch)
            {
                await Update(batch, actionHash, token).ConfigureAwait(false);
                batch.Clear();
                size = 0;
            }

            batch.Add(blob);
            size += bytes;
        }

        await Update(batch, actionHash, token).ConfigureAwait(false);
    }

    /// <returns>The blob's bytes, which have that digest.</returns>
    /// <exception cref="Exception">As <see cref="RemoteFault.Of"/> takes it.</exception>
    public async Task<byte[]> Read(Digest digest, string actionHash, CancellationToken token)
    {
        if (!Digests.IsHash(digest.Hash) || digest.SizeBytes is < 0 or > KeyedBlob.MostBlobBytes)
        {
            throw new RemoteFault(FaultKind.Passing, "its result names a blob by what is no digest");
        }

        byte[] bytes = digest.SizeBytes == 0 ? [] : await ReadStream(digest, actionHash, token).ConfigureAwait(false);
        return Digests.Agree(digest, bytes) ? bytes : throw new RemoteFault(FaultKind.Passing, "a blob is not what its digest says");
    }

    private async Task Update(List<Blob> batch, string actionHash, CancellationToken token)
    {
        if (batch.Count == 0)
        {
            return;
        }

        BatchUpdateBlobsRequest request = new() { InstanceName = connection.Settings.Instance };
        foreach (Blob blob in batch)
        {
            using Stream stream = blob.Open();
            ByteString data = await ByteString.FromStreamAsync(stream, token).ConfigureAwait(false);
            request.Requests.Add(new BatchUpdateBlobsRequest.Types.Request { Digest = blob.Digest, Data = data });
        }

        BatchUpdateBlobsResponse response = await _blobs.BatchUpdateBlobsAsync(request, connection.Options(actionHash, token)).ConfigureAwait(false);
        if (response.Responses.FirstOrDefault(r => r.Status is { Code: not 0 })?.Status is { } status)
        {
            string why = status.Message.Length > 0 ? ": " + status.Message : "";
            throw new RemoteFault(FaultKind.Passing, $"it did not take a blob: {(StatusCode)status.Code}{why}");
        }
    }

    private async Task Write(Blob blob, string actionHash, CancellationToken token)
    {
        using Stream stream = blob.Open();
        using AsyncClientStreamingCall<WriteRequest, WriteResponse> call = _streams.Write(connection.Options(actionHash, token));
        try
        {
            await WritePieces(blob.Digest, stream, call.RequestStream, token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // It has answered before the end, since it has the blob or does not want it: the answer says which.
        }

        WriteResponse response = await call.ResponseAsync.ConfigureAwait(false);
        if (response.CommittedSize != blob.Digest.SizeBytes)
        {
            throw new RemoteFault(FaultKind.Passing, $"it took {response.CommittedSize} bytes of a blob that has {blob.Digest.SizeBytes}");
        }
    }

    private async Task WritePieces(Digest digest, Stream stream, IClientStreamWriter<WriteRequest> writer, CancellationToken token)
    {
        byte[] piece = new byte[PieceBytes];
        for (long at = 0; at < digest.SizeBytes;)
        {
            int count = await stream.ReadAtLeastAsync(piece, PieceBytes, throwOnEndOfStream: false, token).ConfigureAwait(false);
            if (count == 0)
            {
                throw new RemoteFault(FaultKind.Passing, "a file became shorter while it was sent");
            }

            WriteRequest request = new()
            {
                ResourceName = at == 0 ? Resource($"uploads/{Guid.NewGuid()}/blobs/{digest.Hash}/{digest.SizeBytes}") : "",
                WriteOffset = at,
                FinishWrite = at + count >= digest.SizeBytes,
                Data = ByteString.CopyFrom(piece, 0, count),
            };
            await writer.WriteAsync(request, token).ConfigureAwait(false);
            at += count;
        }

        await writer.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>One blob at a time, for which a batch is no better, and Bazel's RemoteWorker has none for reading.</summary>
    private async Task<byte[]> ReadStream(Digest digest, string actionHash, CancellationToken token)
    {
        ReadRequest request = new() { ResourceName = Resource($"blobs/{digest.Hash}/{digest.SizeBytes}") };
        using AsyncServerStreamingCall<ReadResponse> call = _streams.Read(request, connection.Options(actionHash, token));
        byte[] bytes = new byte[digest.SizeBytes];
        int filled = 0;
        while (await call.ResponseStream.MoveNext(token).ConfigureAwait(false))
        {
            ByteString data = call.ResponseStream.Current.Data;
            if (data.Length > bytes.Length - filled)
            {
                throw new RemoteFault(FaultKind.Passing, "it sends more of a blob than there is");
            }

            data.CopyTo(bytes, filled);
            filled += data.Length;
        }

        return filled == bytes.Length ? bytes : throw new RemoteFault(FaultKind.Passing, $"it sends {filled} bytes of a blob that has {bytes.Length}");
    }

    private string Resource(string name) => connection.Settings.Instance.Length > 0 ? $"{connection.Settings.Instance}/{name}" : name;
}
