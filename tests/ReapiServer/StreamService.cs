using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using LtoPar.Distributors.Reapi.Protocol;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.ReapiServer;

internal sealed class StreamService(ServerState state) : ByteStream.ByteStreamBase
{
    private const int PieceBytes = 1 << 20;

    public override async Task<WriteResponse> Write(IAsyncStreamReader<WriteRequest> requestStream, ServerCallContext context)
    {
        using MemoryStream bytes = new();
        Digest? digest = null;
        bool isFinished = false;
        while (await requestStream.MoveNext(context.CancellationToken).ConfigureAwait(false))
        {
            WriteRequest request = requestStream.Current;
            digest ??= DigestIn(request.ResourceName, "uploads");
            if (isFinished || request.WriteOffset != bytes.Length)
            {
                throw new RpcException(new Status(StatusCode.InvalidArgument, "a piece is not where it belongs"));
            }

            isFinished = request.FinishWrite;
            bytes.Write(request.Data.Span);
        }

        if (!isFinished || digest is null)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "the last piece is missing"));
        }

        state.Store(bytes.ToArray(), digest);
        return new WriteResponse { CommittedSize = bytes.Length };
    }

    public override async Task Read(ReadRequest request, IServerStreamWriter<ReadResponse> responseStream, ServerCallContext context)
    {
        if (state.Strikes(ReapiFault.StallRead))
        {
            await ServerState.Stall(context).ConfigureAwait(false);
        }

        if (state.Strikes(ReapiFault.LostRead))
        {
            context.GetHttpContext().Abort();
        }

        byte[] bytes = state.Strikes(ReapiFault.LostBlob)
            ? throw new RpcException(new Status(StatusCode.NotFound, "there is no blob any more"))
            : state.Read(DigestIn(request.ResourceName, "blobs"));
        bytes[bytes.Length / 2] ^= (byte)(state.Strikes(ReapiFault.WrongBytes) ? 1 : 0);
        for (int at = 0; at < bytes.Length; at += PieceBytes)
        {
            ByteString piece = UnsafeByteOperations.UnsafeWrap(bytes.AsMemory(at, Math.Min(PieceBytes, bytes.Length - at)));
            await responseStream.WriteAsync(new ReadResponse { Data = piece }, context.CancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Of "INSTANCE/uploads/UUID/blobs/HASH/SIZE" or "INSTANCE/blobs/HASH/SIZE".</summary>
    private Digest DigestIn(string resource, string kind)
    {
        string prefix = state.Instance.Length > 0 ? state.Instance + "/" : "";
        string rest = resource.StartsWith(prefix, StringComparison.Ordinal) ? resource[prefix.Length..] : "";
        string[] parts = rest.Split('/');
        return parts.Length >= 3 && parts[0] == kind && parts[^3] == "blobs"
            ? new Digest { Hash = parts[^2], SizeBytes = long.Parse(parts[^1], CultureInfo.InvariantCulture) }
            : throw new RpcException(new Status(StatusCode.InvalidArgument, $"'{resource}' names nothing"));
    }
}
