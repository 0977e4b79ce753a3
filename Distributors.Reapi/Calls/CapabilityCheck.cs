using LtoPar.Distributors.Reapi.Protocol;

namespace LtoPar.Distributors.Reapi.Calls;

/// <summary>Asks a server once what it can do, so that one which cannot execute our actions is known before anything is sent.</summary>
internal static class CapabilityCheck
{
    /// <returns>The most bytes of a batch; 0: the server does not say.</returns>
    /// <exception cref="Exception">As <see cref="RemoteFault.Of"/> takes it.</exception>
    public static async Task<long> Run(Connection connection, CancellationToken token)
    {
        Capabilities.CapabilitiesClient client = new(connection.Invoker);
        ServerCapabilities found = await client.GetCapabilitiesAsync(
            new GetCapabilitiesRequest { InstanceName = connection.Settings.Instance }, connection.Options("", token)).ConfigureAwait(false);
        if (found.ExecutionCapabilities is not { ExecEnabled: true })
        {
            throw new RemoteFault(FaultKind.Lasting, "it does not execute actions; is it a cache alone, or is --instance another one?");
        }

        if (found.CacheCapabilities?.DigestFunctions is { Count: > 0 } functions && !functions.Contains(DigestFunction.Types.Value.Sha256))
        {
            throw new RemoteFault(FaultKind.Lasting, "it does not take SHA-256");
        }

        return found.CacheCapabilities?.MaxBatchTotalSizeBytes ?? 0;
    }
}
