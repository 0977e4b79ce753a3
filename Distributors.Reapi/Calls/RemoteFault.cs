using System.Net.Sockets;
using System.Security.Authentication;
using Google.Protobuf;
using Grpc.Core;

namespace LtoPar.Distributors.Reapi.Calls;

/// <summary>What went wrong with a job at a server. The message names no header; what the server is called is said by whoever catches it.</summary>
internal sealed class RemoteFault(FaultKind kind, string message) : Exception(message)
{
    public FaultKind Kind => kind;

    /// <summary>Gives the failures of calls one form.</summary>
    /// <param name="token">Ends when the time is up.</param>
    /// <returns>Null: it is no failure of a call, but a bug.</returns>
    public static RemoteFault? Of(Exception failure, TimeSpan limit, CancellationToken token) => failure switch
    {
        RemoteFault fault => fault,
        RpcException or OperationCanceledException or IOException or HttpRequestException when token.IsCancellationRequested =>
            new RemoteFault(FaultKind.Late, $"not done after {limit.TotalSeconds:0.#} s"),
        RpcException e => new RemoteFault(KindOf(e), Text(e)),
        InvalidProtocolBufferException => new RemoteFault(FaultKind.Passing, "its answer is not of the protocol"),
        IOException or HttpRequestException => new RemoteFault(FaultKind.Unreachable, failure.Message),
        _ => null,
    };

    private static FaultKind KindOf(RpcException e) => e.StatusCode switch
    {
        StatusCode.Unavailable when Innermost(e) is AuthenticationException => FaultKind.Lasting,
        StatusCode.Unavailable => FaultKind.Unreachable,
        StatusCode.Internal when e.Status.DebugException is HttpRequestException or IOException => FaultKind.Unreachable,
        StatusCode.Unauthenticated or StatusCode.PermissionDenied or StatusCode.Unimplemented => FaultKind.Lasting,
        _ => FaultKind.Passing,
    };

    private static string Text(RpcException e)
    {
        string what = Innermost(e) switch
        {
            AuthenticationException refused => $"it cannot be trusted: {refused.Message}",
            SocketException refused => refused.Message,
            _ => e.Status.Detail.Length > 0 ? e.Status.Detail : "it does not say why",
        };
        string hint = e.StatusCode is StatusCode.Unauthenticated or StatusCode.PermissionDenied ? "; see --header-file" : "";
        return $"{e.StatusCode}: {what}{hint}";
    }

    private static Exception? Innermost(RpcException e)
    {
        Exception? inner = e.Status.DebugException;
        while (inner is not (null or AuthenticationException or SocketException) && inner.InnerException is { } next)
        {
            inner = next;
        }

        return inner;
    }
}
