using Grpc.Core;
using LtoPar.Distributors.Reapi.Protocol;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.ReapiServer;

internal sealed class ActionCacheService(ServerState state) : ActionCache.ActionCacheBase
{
    public override async Task<ActionResult> GetActionResult(GetActionResultRequest request, ServerCallContext context)
    {
        state.CheckInstance(request.InstanceName);
        if (state.Strikes(ReapiFault.StallFind))
        {
            await ServerState.Stall(context).ConfigureAwait(false);
        }

        string path = request.InlineOutputFiles[0];
        Digest gone = new() { Hash = new string('a', 64), SizeBytes = 1000 };
        return state.Strikes(ReapiFault.HitWithoutBlob) ? new ActionResult { OutputFiles = { new OutputFile { Path = path, Digest = gone } } }
            : state.Strikes(ReapiFault.HitWithoutObject) ? new ActionResult()
            : state.Strikes(ReapiFault.HitOfAnother)
                ? new ActionResult { OutputFiles = { new OutputFile { Path = path, Digest = state.Store(state.AnotherObject) } } }
            : state.Results.TryGetValue(request.ActionDigest.Hash, out ActionResult? result) ? result
            : throw new RpcException(new Status(StatusCode.NotFound, "there is no such result"));
    }
}
