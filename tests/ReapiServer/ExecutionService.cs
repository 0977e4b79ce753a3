using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LtoPar.Distributors.Reapi.Protocol;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.ReapiServer;

internal sealed class ExecutionService(ServerState state) : Execution.ExecutionBase
{
    private const int EndlessUpdates = 100_000;

    public override async Task Execute(ExecuteRequest request, IServerStreamWriter<Operation> responseStream, ServerCallContext context)
    {
        state.CheckInstance(request.InstanceName);
        state.OnExecute?.Invoke();
        Refuse(ReapiFault.Unavailable, StatusCode.Unavailable, "all workers are busy");
        Refuse(ReapiFault.Internal, StatusCode.Internal, "it broke");
        if (state.Strikes(ReapiFault.StallExecute))
        {
            await ServerState.Stall(context).ConfigureAwait(false);
        }

        string name = $"operations/{Guid.NewGuid()}";
        await responseStream.WriteAsync(new Operation { Name = name }, context.CancellationToken).ConfigureAwait(false);
        if (state.Strikes(ReapiFault.Endless))
        {
            for (int i = 0; i < EndlessUpdates; i++)
            {
                await responseStream.WriteAsync(new Operation { Name = name }, context.CancellationToken).ConfigureAwait(false);
            }

            await ServerState.Stall(context).ConfigureAwait(false);
        }

        if (state.Strikes(ReapiFault.LostExecution))
        {
            throw Loss();
        }

        Task<ExecuteResponse> execution = Task.Run(() => Run(request), CancellationToken.None);
        state.Running[name] = execution;
        if (state.Strikes(ReapiFault.LostStream))
        {
            throw Loss();
        }

        if (!state.Strikes(ReapiFault.EndedStream))
        {
            await Finish(name, execution, responseStream, context).ConfigureAwait(false);
        }
    }

    public override Task WaitExecution(WaitExecutionRequest request, IServerStreamWriter<Operation> responseStream, ServerCallContext context) =>
        state.Running.TryGetValue(request.Name, out Task<ExecuteResponse>? execution)
            ? Finish(request.Name, execution, responseStream, context)
            : throw new RpcException(new Status(StatusCode.NotFound, "there is no such execution"));

    private async Task Finish(string name, Task<ExecuteResponse> execution, IServerStreamWriter<Operation> responseStream, ServerCallContext context)
    {
        ExecuteResponse response = await execution.ConfigureAwait(false);
        IMessage message = state.Strikes(ReapiFault.NoResult) ? new Duration { Seconds = 1 } : response;
        Operation operation = new() { Name = name, Done = true, Response = Any.Pack(message) };
        await responseStream.WriteAsync(operation, context.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>As a proxy says it that has lost its server. A connection that is cut may lose what was said before.</summary>
    private static RpcException Loss() => new(new Status(StatusCode.Unavailable, "the connection is lost"));

    private ExecuteResponse Run(ExecuteRequest request)
    {
        try
        {
            if (state.Strikes(ReapiFault.TimedOut))
            {
                return new ExecuteResponse { Status = new RpcStatus { Code = (int)StatusCode.DeadlineExceeded, Message = "it takes too long" } };
            }

            if (!request.SkipCacheLookup && state.Results.TryGetValue(request.ActionDigest.Hash, out ActionResult? known))
            {
                return new ExecuteResponse { Result = known, CachedResult = true };
            }

            ActionResult result = new ActionFolder(state).Execute(request.ActionDigest);
            Spoil(result);
            if (result.ExitCode == 0)
            {
                state.Results[request.ActionDigest.Hash] = result;
            }

            return new ExecuteResponse { Result = result };
        }
        catch (RpcException e)
        {
            // Servers say so when a blob is gone that the action needs.
            StatusCode code = e.StatusCode == StatusCode.NotFound ? StatusCode.FailedPrecondition : e.StatusCode;
            return new ExecuteResponse { Status = new RpcStatus { Code = (int)code, Message = e.Status.Detail } };
        }
    }

    private void Spoil(ActionResult result)
    {
        OutputFile? file = result.OutputFiles.FirstOrDefault();
        if (state.Strikes(ReapiFault.NoObject))
        {
            result.OutputFiles.Clear();
        }
        else if (state.Strikes(ReapiFault.Killed))
        {
            result.OutputFiles.Clear();
            result.ExitCode = 137;
        }
        else if (file is not null)
        {
            byte[] right = state.Read(file.Digest);
            file.Digest = state.Strikes(ReapiFault.Empty) ? state.Store([])
                : state.Strikes(ReapiFault.Text) ? state.Store("no object"u8.ToArray())
                : state.Strikes(ReapiFault.Truncated) ? state.Store(right[..^40])
                : state.Strikes(ReapiFault.Another) ? state.Store(state.AnotherObject)
                : state.Strikes(ReapiFault.WrongDigest) ? new Digest { Hash = "../../etc/passwd", SizeBytes = 5 }
                : file.Digest;
            if (state.Strikes(ReapiFault.WrongInline))
            {
                file.Contents = ByteString.CopyFrom([.. right.Reverse()]);
            }
        }
    }

    private void Refuse(ReapiFault fault, StatusCode code, string why)
    {
        if (state.Strikes(fault))
        {
            throw new RpcException(new Status(code, why));
        }
    }
}
