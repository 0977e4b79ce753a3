namespace LtoPar.RemoteApis.Store;

/// <summary>A value that a server was asked for. Nobody waits for one that was given up: its request is ended.</summary>
internal sealed class Lookup
{
    private readonly CancellationTokenSource _cancellation;
    private readonly Task<(LookupOutcome Outcome, byte[]? Value)> _task;

    /// <param name="find">The request.</param>
    /// <param name="end">Ends it too.</param>
    public Lookup(Func<CancellationToken, Task<(LookupOutcome Outcome, byte[]? Value)>> find, CancellationToken end)
    {
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(end);
        _task = Task.Run(() => find(_cancellation.Token), CancellationToken.None);
    }

    /// <exception cref="Http.RemoteFailure">The request failed.</exception>
    public (LookupOutcome Outcome, byte[]? Value) Wait(TimeSpan most)
    {
        try
        {
            if (Task.WhenAny(_task).Wait(most))
            {
                return _task.GetAwaiter().GetResult();
            }
        }
        catch (OperationCanceledException)
        {
            // It was given up before.
        }

        _cancellation.Cancel();
        return (LookupOutcome.NoAnswer, null);
    }
}
