namespace LtoPar.RemoteApis.Http;

/// <summary>A request that failed. The message names no header and no user.</summary>
/// <param name="isLasting">The next request would fail in the same way.</param>
internal sealed class RemoteFailure(string message, bool isLasting = false) : Exception(message)
{
    public bool IsLasting => isLasting;
}
