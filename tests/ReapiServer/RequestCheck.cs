using Grpc.Core;
using Grpc.Core.Interceptors;
using LtoPar.Distributors.Reapi.Protocol;

namespace LtoPar.ReapiServer;

/// <summary>Looks at the headers of each call, as strict servers do.</summary>
internal sealed class RequestCheck(ServerState state) : Interceptor
{
    private const string MetadataHeader = "build.bazel.remote.execution.v2.requestmetadata-bin";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(request, responseStream, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(requestStream, context);
    }

    private void Check(ServerCallContext context)
    {
        state.Note(context.Method[(context.Method.LastIndexOf('/') + 1)..]);
        byte[] metadata = context.RequestHeaders.GetValueBytes(MetadataHeader) ?? throw Refusal(StatusCode.InvalidArgument, "there is no request metadata");
        if (RequestMetadata.Parser.ParseFrom(metadata) is not { ToolDetails.ToolName: "lto-par", ToolInvocationId.Length: > 0 })
        {
            throw Refusal(StatusCode.InvalidArgument, "the request metadata does not say who asks");
        }

        if (state.Strikes(ReapiFault.Unauthenticated) || (state.RequiredHeader is ({ } name, { } value) && context.RequestHeaders.GetValue(name) != value))
        {
            throw Refusal(StatusCode.Unauthenticated, "who is there?");
        }
    }

    private static RpcException Refusal(StatusCode code, string why) => new(new Status(code, why));
}
