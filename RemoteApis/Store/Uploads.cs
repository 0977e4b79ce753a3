using LtoPar.RemoteApis.Http;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.RemoteApis.Store;

/// <summary>
/// Gives a server the values of a run while the run goes on, a few at a time. What is not there when the run ends and has waited a little is dropped.
/// </summary>
/// <param name="failed">Is told of each failure, from any thread.</param>
internal sealed class Uploads(KeyedBlobClient client, Action<RemoteFailure> failed) : IDisposable
{
    private const int AtATime = 4;

    private readonly Circuit _circuit = new();
    private readonly SemaphoreSlim _turns = new(AtATime);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly List<Task> _tasks = [];
    private int _done;

    public int Done => Volatile.Read(ref _done);

    public int NotDone => _tasks.Count - Done;

    private bool IsStopped => _circuit.IsOpen || _end.IsCancellationRequested;

    public void Add(string key, byte[] value)
    {
        lock (_lock)
        {
            _tasks.Add(Task.Run(() => Upload(key, value)));
        }
    }

    /// <summary>Waits for what was added, so long at most; what is left then is dropped.</summary>
    public void Finish(TimeSpan most)
    {
        Task.WhenAll(_tasks).Wait(most);
        _end.Cancel();
    }

    public void Dispose()
    {
        _end.Cancel();
        _turns.Dispose();
    }

    private async Task Upload(string key, byte[] value)
    {
        if (value.Length > KeyedBlob.MostBlobBytes)
        {
            return;
        }

        await _turns.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!IsStopped)
            {
                await client.Store(key, value, _end.Token).ConfigureAwait(false);
                _circuit.Succeeded();
                Interlocked.Increment(ref _done);
            }
        }
        catch (RemoteFailure e)
        {
            if (e.IsLasting)
            {
                _circuit.Open();
            }

            _circuit.Failed();
            failed(e);
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
        finally
        {
            _turns.Release();
        }
    }
}
