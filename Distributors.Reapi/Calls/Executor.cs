using Grpc.Core;
using LtoPar.Distributors.Reapi.Actions;
using LtoPar.Distributors.Reapi.Protocol;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.Distributors.Reapi.Calls;

/// <summary>Results of actions, from a server's cache or by execution.</summary>
internal sealed class Executor(Connection connection)
{
    /// <summary>How often the stream of one execution may be lost.</summary>
    private const int MostLosses = 3;

    private readonly ActionCache.ActionCacheClient _cache = new(connection.Invoker);
    private readonly Execution.ExecutionClient _execution = new(connection.Invoker);

    /// <returns>Null: the server has no result of it.</returns>
    /// <exception cref="Exception">As <see cref="RemoteFault.Of"/> takes it.</exception>
    public async Task<ActionResult?> Find(RemoteAction action, CancellationToken token)
    {
        GetActionResultRequest request = new()
        {
            InstanceName = connection.Settings.Instance,
            ActionDigest = action.Digest,
            InlineStdout = true,
            InlineStderr = true,
            InlineOutputFiles = { action.Outputs[0].There },
        };
        try
        {
            return await _cache.GetActionResultAsync(request, connection.Options(action.Digest.Hash, token)).ConfigureAwait(false);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound or StatusCode.Unimplemented)
        {
            return null;
        }
    }

    /// <param name="isAgain">The result that the server has is not wanted.</param>
    /// <exception cref="Exception">As <see cref="RemoteFault.Of"/> takes it.</exception>
    public async Task<ActionResult> Execute(RemoteAction action, bool isAgain, CancellationToken token)
    {
        ExecuteRequest request = new()
        {
            InstanceName = connection.Settings.Instance,
            ActionDigest = action.Digest,
            SkipCacheLookup = isAgain,
            InlineStdout = true,
            InlineStderr = true,
            InlineOutputFiles = { action.Outputs[0].There },
        };
        string name = "";
        for (int losses = 0; ; losses++)
        {
            try
            {
                using AsyncServerStreamingCall<Operation> call = name.Length == 0
                    ? _execution.Execute(request, connection.Options(action.Digest.Hash, token))
                    : _execution.WaitExecution(new WaitExecutionRequest { Name = name }, connection.Options(action.Digest.Hash, token));
                while (await call.ResponseStream.MoveNext(token).ConfigureAwait(false))
                {
                    Operation operation = call.ResponseStream.Current;
                    name = operation.Name.Length > 0 ? operation.Name : name;
                    if (operation.Done)
                    {
                        return ResultOf(operation);
                    }
                }

                if (name.Length == 0 || losses == MostLosses)
                {
                    throw new RemoteFault(FaultKind.Passing, "it ended the execution's stream before the execution was done");
                }
            }
            catch (RpcException e) when (IsLoss(e) && name.Length > 0 && losses < MostLosses && !token.IsCancellationRequested)
            {
                // The execution goes on, and is asked for by its name.
            }
        }
    }

    /// <summary>Whether a stream was lost, rather than an answer given.</summary>
    private static bool IsLoss(RpcException e) => e.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled;

    private static ActionResult ResultOf(Operation operation)
    {
        RpcStatus? error = operation.Error;
        ExecuteResponse? response = null;
        if (error is null && !(operation.Response is { } any && any.TryUnpack(out response)))
        {
            throw new RemoteFault(FaultKind.Passing, "the execution ended without a result");
        }

        error ??= response?.Status;
        if (error is { Code: not 0 })
        {
            StatusCode code = (StatusCode)error.Code;
            string said = string.Join("; ", new[] { error.Message, response?.Message ?? "" }.Where(m => m.Length > 0));
            throw new RemoteFault(
                code == StatusCode.DeadlineExceeded ? FaultKind.Late : FaultKind.Passing, $"{code}{(said.Length > 0 ? ": " : "")}{said}");
        }

        return response?.Result ?? throw new RemoteFault(FaultKind.Passing, "the execution ended without a result");
    }
}
