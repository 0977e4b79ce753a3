using System.Collections.Concurrent;
using System.Security.Cryptography;
using LtoPar.LibCurl;

namespace LtoPar.RemoteApis.Http;

/// <summary>One thread that moves the bytes of all requests. Connections are kept for later requests. The thread starts with the first request.</summary>
internal sealed class TransferLoop(RemoteCacheSettings settings) : IDisposable
{
    private const int MostConnections = 16;
    private const int LongestPoll = 1000;

    /// <summary>CURL_GLOBAL_DEFAULT.</summary>
    private const int Everything = 3;

    /// <summary>How long <see cref="Dispose"/> waits for the thread, which never waits for a server.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private static readonly Lazy<int> s_started = new(Initialise);

    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<Transfer> _added = [];
    private readonly Dictionary<nint, Transfer> _running = [];
    private Thread? _thread;
    private nint _multi;
    private bool _ends;

    /// <exception cref="RemoteFailure">There was no answer.</exception>
    /// <exception cref="OperationCanceledException">The token or <see cref="Dispose"/> ended it.</exception>
    public async Task<HttpAnswer> Run(HttpMessage message, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Transfer transfer;
        lock (_lock)
        {
            if (_ends)
            {
                throw new OperationCanceledException();
            }

            Start();
            transfer = new Transfer(message, settings, cancellation);
            _added.Enqueue(transfer);
            WakeUp();
        }

        using CancellationTokenRegistration registration = cancellation.Register(WakeUp);
        return await transfer.Answer.ConfigureAwait(false);
    }

    /// <summary>Cancels all requests. To be called before the process ends, so that nothing is sent any more while libraries are unloaded.</summary>
    public void Dispose()
    {
        Thread? thread;
        lock (_lock)
        {
            thread = _thread;
            _ends = true;
            WakeUp();
        }

        thread?.Join(s_patience);
    }

    /// <summary>
    /// Has .NET set up OpenSSL first, which libcurl shares: it does so without a clean-up at the process's end, during which a thread of a run that failed may
    /// still be sending.
    /// </summary>
    private static int Initialise()
    {
        _ = SHA256.HashData([]);
        return Curl.GlobalInit(Everything);
    }

    /// <summary>Called with the lock held.</summary>
    private void Start()
    {
        if (_thread is not null)
        {
            return;
        }

        try
        {
            _multi = s_started.Value == 0 ? Curl.MultiInit() : 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new RemoteFailure("there is no libcurl to ask it with; install libcurl4 (apt-get install libcurl4)", isLasting: true);
        }

        if (_multi == 0)
        {
            throw new RemoteFailure("libcurl cannot be started", isLasting: true);
        }

        _ = Curl.MultiSetOption(_multi, CurlMultiOption.MaxTotalConnections, MostConnections);
        _thread = new Thread(Loop) { IsBackground = true, Name = "remote cache" };
        _thread.Start();
    }

    private void WakeUp()
    {
        lock (_lock)
        {
            if (_multi != 0)
            {
                _ = Curl.MultiWakeUp(_multi);
            }
        }
    }

    private unsafe void Loop()
    {
        while (!Volatile.Read(ref _ends))
        {
            StartAdded();
            int number;
            _ = Curl.MultiPerform(_multi, &number);
            FinishDone();
            CancelSome(t => t.IsCancelled);
            _ = Curl.MultiPoll(_multi, null, 0, LongestPoll, &number);
        }

        StartAdded();
        CancelSome(_ => true);
        lock (_lock)
        {
            _ = Curl.MultiCleanup(_multi);
            _multi = 0;
        }
    }

    private void StartAdded()
    {
        while (_added.TryDequeue(out Transfer? transfer))
        {
            _running.Add(transfer.Easy, transfer);
            _ = Curl.MultiAdd(_multi, transfer.Easy);
        }
    }

    private unsafe void FinishDone()
    {
        int left;
        while (Curl.MultiReadInfo(_multi, &left) is not null and var message)
        {
            if (message->Kind == CurlMessage.Done && _running.TryGetValue(message->Easy, out Transfer? transfer))
            {
                CurlCode result = message->Result; // gone with the handle
                transfer.Finish(result);
                End(transfer);
            }
        }
    }

    private void CancelSome(Func<Transfer, bool> which)
    {
        foreach (Transfer transfer in _running.Values.Where(which).ToList())
        {
            transfer.Cancel();
            End(transfer);
        }
    }

    private void End(Transfer transfer)
    {
        _running.Remove(transfer.Easy);
        _ = Curl.MultiRemove(_multi, transfer.Easy);
        transfer.Dispose();
    }
}
