using System.Collections.Concurrent;
using System.Diagnostics;
using LtoPar.RemoteApis.Http;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.RemoteApis.Store;

/// <summary>
/// Values by their keys on a server that may be slow, dead, full, or wrong. A lookup is waited for as long as it is worth (<see cref="Patience"/>), what is
/// not there then is compiled, and nothing that a server does ends a run: the first failure is a warning, and after a few the server is not asked any more
/// (<see cref="Circuit"/>). May be used by several threads.
/// </summary>
public sealed class RemoteStore : IDisposable
{
    private readonly RemoteCacheSettings _settings;
    private readonly Action<string> _warn;
    private readonly HttpServer _server;
    private readonly KeyedBlobClient _client;
    private readonly Patience _patience;
    private readonly Circuit _lookups = new();
    private readonly Uploads _uploads;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, Lazy<Lookup>> _asked = [];
    private readonly ConcurrentDictionary<string, bool> _known = [];
    private long _waitedTicks;
    private int _warned;

    /// <param name="inputBytes">Those of the bitcode that the run compiles: how long answers are waited for.</param>
    /// <param name="warn">Is told at most once, from any thread.</param>
    public RemoteStore(RemoteCacheSettings settings, long inputBytes, Action<string> warn)
    {
        _settings = settings;
        _warn = warn;
        _server = new HttpServer(settings);
        _client = new KeyedBlobClient(_server);
        _patience = new Patience(inputBytes, settings.Wait);
        _uploads = new Uploads(_client, Warn);
    }

    /// <summary>Values that the server was sent, and has.</summary>
    public int Uploaded => _uploads.Done;

    /// <summary>Values that it was to have, and has not.</summary>
    public int NotUploaded => _uploads.NotDone;

    /// <summary>The time that workers waited for answers, together, and the end of the run.</summary>
    public TimeSpan Waited => TimeSpan.FromTicks(Volatile.Read(ref _waitedTicks));

    /// <summary>Connects, so that the first lookup need not wait for it. Returns at once.</summary>
    public void Connect() => Ask(new string('0', Digests.HexDigits));

    /// <summary>Asks for a value that will be wanted. Returns at once; <see cref="Find"/> waits for it.</summary>
    /// <param name="key">64 hexadecimal digits in lower case.</param>
    public void Ask(string key)
    {
        if (!_lookups.IsOpen)
        {
            Begin(key);
        }
    }

    /// <returns>The value, of a hit alone: it is the one that was stored, byte for byte.</returns>
    public (LookupOutcome Outcome, byte[]? Value) Find(string key)
    {
        (LookupOutcome outcome, byte[]? value) = Wait(key);
        if (value is not null)
        {
            _known[key] = true;
        }

        return (outcome, value);
    }

    /// <summary>Whether the server has the value, or is sent it.</summary>
    public bool Knows(string key) => _known.ContainsKey(key);

    /// <summary>Is told how long it took to make a value that was not found.</summary>
    public void Made(TimeSpan time) => _patience.Earn(time);

    /// <summary>Sends the server a value, while the run goes on.</summary>
    public void Store(string key, byte[] value)
    {
        if (!_settings.IsReadOnly)
        {
            _known[key] = true;
            _uploads.Add(key, value);
        }
    }

    /// <summary>Waits a little for what is being sent, and ends everything.</summary>
    /// <param name="run">The time that the run has taken.</param>
    public void Finish(TimeSpan run)
    {
        long start = Stopwatch.GetTimestamp();
        _uploads.Finish(_patience.AtEnd(run));
        Interlocked.Add(ref _waitedTicks, Stopwatch.GetElapsedTime(start).Ticks);
        _end.Cancel();
        _server.Dispose();
    }

    public void Dispose()
    {
        _end.Cancel();
        _uploads.Dispose();
        _server.Dispose();
    }

    private Lookup Begin(string key) => _asked.GetOrAdd(key, k => new Lazy<Lookup>(() => new Lookup(token => _client.Find(k, token), _end.Token))).Value;

    private (LookupOutcome Outcome, byte[]? Value) Wait(string key)
    {
        if (_lookups.IsOpen || _patience.Grant() is not { } granted)
        {
            return (LookupOutcome.NotAsked, null);
        }

        long start = Stopwatch.GetTimestamp();
        byte[]? value = null;
        try
        {
            (LookupOutcome outcome, value) = Begin(key).Wait(granted);
            Count(outcome);
            return (outcome, value);
        }
        catch (RemoteFailure e)
        {
            Fail(e);
            return (LookupOutcome.Failed, null);
        }
        finally
        {
            TimeSpan waited = Stopwatch.GetElapsedTime(start);
            Interlocked.Add(ref _waitedTicks, waited.Ticks);
            _patience.Settle(granted, waited, value?.Length ?? 0);
        }
    }

    private void Count(LookupOutcome outcome)
    {
        if (outcome == LookupOutcome.NoAnswer)
        {
            _lookups.Failed();
        }
        else
        {
            _lookups.Succeeded();
        }
    }

    private void Fail(RemoteFailure e)
    {
        if (e.IsLasting)
        {
            _lookups.Open();
        }

        _lookups.Failed();
        Warn(e);
    }

    private void Warn(RemoteFailure e)
    {
        if (Interlocked.Exchange(ref _warned, 1) == 0)
        {
            _warn($"{_settings.Address}: the remote cache fails: {e.Message}");
        }
    }
}
