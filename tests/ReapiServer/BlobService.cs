using Grpc.Core;
using LtoPar.Distributors.Reapi.Protocol;

namespace LtoPar.ReapiServer;

internal sealed class BlobService(ServerState state) : ContentAddressableStorage.ContentAddressableStorageBase
{
    public override async Task<FindMissingBlobsResponse> FindMissingBlobs(FindMissingBlobsRequest request, ServerCallContext context)
    {
        state.CheckInstance(request.InstanceName);
        if (state.Strikes(ReapiFault.StallMissing))
        {
            await ServerState.Stall(context).ConfigureAwait(false);
        }

        FindMissingBlobsResponse response = new();
        if (!state.Strikes(ReapiFault.ClaimsAll))
        {
            response.MissingBlobDigests.AddRange(request.BlobDigests.Where(d => !state.Has(d)));
        }

        return response;
    }

    public override async Task<BatchUpdateBlobsResponse> BatchUpdateBlobs(BatchUpdateBlobsRequest request, ServerCallContext context)
    {
        state.CheckInstance(request.InstanceName);
        if (state.Strikes(ReapiFault.StallUpdate))
        {
            await ServerState.Stall(context).ConfigureAwait(false);
        }

        bool isFull = state.Strikes(ReapiFault.Full);
        bool forgets = state.Strikes(ReapiFault.Forgets);
        BatchUpdateBlobsResponse response = new();
        foreach (BatchUpdateBlobsRequest.Types.Request blob in request.Requests)
        {
            if (!isFull && !forgets)
            {
                state.Store(blob.Data.ToByteArray(), blob.Digest);
            }

            RpcStatus status = isFull ? new RpcStatus { Code = (int)StatusCode.ResourceExhausted, Message = "no space left" } : new RpcStatus();
            response.Responses.Add(new BatchUpdateBlobsResponse.Types.Response { Digest = blob.Digest, Status = status });
        }

        return response;
    }
}
