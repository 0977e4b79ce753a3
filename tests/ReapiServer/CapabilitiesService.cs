using Grpc.Core;
using LtoPar.Distributors.Reapi.Protocol;

namespace LtoPar.ReapiServer;

internal sealed class CapabilitiesService(ServerState state) : Capabilities.CapabilitiesBase
{
    private const DigestFunction.Types.Value Sha1 = (DigestFunction.Types.Value)2;

    public override async Task<ServerCapabilities> GetCapabilities(GetCapabilitiesRequest request, ServerCallContext context)
    {
        state.CheckInstance(request.InstanceName);
        if (state.Strikes(ReapiFault.StallCapabilities))
        {
            await ServerState.Stall(context).ConfigureAwait(false);
        }

        DigestFunction.Types.Value function = state.Strikes(ReapiFault.OtherDigests) ? Sha1 : DigestFunction.Types.Value.Sha256;
        return new ServerCapabilities
        {
            CacheCapabilities = new CacheCapabilities { DigestFunctions = { function } },
            ExecutionCapabilities = new ExecutionCapabilities { ExecEnabled = !state.Strikes(ReapiFault.CacheOnly) },
        };
    }
}
