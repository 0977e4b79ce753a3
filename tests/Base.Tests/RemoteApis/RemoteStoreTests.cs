using LtoPar.RemoteApis.Http;
using LtoPar.RemoteApis.Protocol;
using LtoPar.RemoteApis.Store;
using LtoPar.TestSupport.Servers;

namespace LtoPar.Base.Tests.RemoteApis;

/// <summary>A value comes as it was stored, or not at all, whatever the server does.</summary>
public sealed class RemoteStoreTests : IDisposable
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(1);
    private static readonly string[] s_keys = [.. Enumerable.Range(0, 8).Select(i => Digests.Of([(byte)i]).Hash)];

    private readonly CacheServer _server = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _server.Dispose();

    [Fact]
    public void What_one_run_stored_another_one_finds()
    {
        Fill();
        using RemoteStore store = Open();
        Assert.Equal(LookupOutcome.NotThere, store.Find(new string('f', 64)).Outcome);
        Assert.All(s_keys, (key, i) => Assert.Equal(Value(i), store.Find(key).Value));
        Assert.Equal((0, 0), (store.Uploaded, store.NotUploaded));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_blob_is_there_before_its_result()
    {
        Fill();
        string[] puts = [.. _server.Requests.Where(r => r.Method == "PUT").Select(r => r.Path)];
        Assert.Equal(2 * s_keys.Length, puts.Length);
        Assert.All(s_keys, (key, i) => Assert.InRange(Array.IndexOf(puts, $"/cas/{Digests.Of(Value(i)).Hash}"), 0, Array.IndexOf(puts, $"/ac/{key}") - 1));
    }

    [Fact]
    public void A_value_whose_blob_is_gone_is_stored_again()
    {
        Fill();
        _server.Values.Remove($"/cas/{Digests.Of(Value(0)).Hash}", out _);
        using (RemoteStore store = Open())
        {
            Assert.Equal((LookupOutcome.BlobGone, null), store.Find(s_keys[0]));
            store.Store(s_keys[0], Value(0));
            store.Finish(default);
            Assert.Equal(1, store.Uploaded);
        }

        using RemoteStore again = Open();
        Assert.Equal(Value(0), again.Find(s_keys[0]).Value);
    }

    [Theory]
    [InlineData(CacheFault.Close)]
    [InlineData(CacheFault.Reset)]
    [InlineData(CacheFault.Truncate)]
    [InlineData(CacheFault.Shorten)]
    [InlineData(CacheFault.WrongBytes)]
    [InlineData(CacheFault.WrongResult)]
    [InlineData(CacheFault.OtherResult)]
    [InlineData(CacheFault.OtherBlob)]
    [InlineData(CacheFault.Error)]
    [InlineData(CacheFault.Unauthorized)]
    [InlineData(CacheFault.Portal)]
    [InlineData(CacheFault.Endless)]
    [InlineData(CacheFault.EndlessHead)]
    [InlineData(CacheFault.HugeLength)]
    [InlineData(CacheFault.Bomb)]
    [InlineData(CacheFault.Redirect)]
    [InlineData(CacheFault.Garbage)]
    public void Nothing_comes_of_a_fault_but_one_warning_and_a_server_that_is_not_asked_any_more(CacheFault fault)
    {
        Fill();
        _server.Fault = fault;
        using RemoteStore store = Open();
        LookupOutcome[] outcomes = [.. s_keys.Select(key =>
        {
            (LookupOutcome outcome, byte[]? value) = store.Find(key);
            Assert.Null(value);
            return outcome;
        })];
        int asked = fault is CacheFault.Unauthorized or CacheFault.Redirect ? 1 : 3;
        Assert.Equal(Enumerable.Range(0, s_keys.Length).Select(i => i < asked ? LookupOutcome.Failed : LookupOutcome.NotAsked), outcomes);
        Assert.StartsWith($"{_server.Url}: the remote cache fails: ", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CacheFault.Stall)]
    [InlineData(CacheFault.StallInBody)]
    public void An_answer_that_does_not_come_is_not_waited_for(CacheFault fault)
    {
        Fill();
        _server.Fault = fault;
        using RemoteStore store = Open(wait: null);
        Assert.All(s_keys, key => Assert.Contains(store.Find(key).Outcome, new[] { LookupOutcome.NoAnswer, LookupOutcome.NotAsked }));
        store.Store(s_keys[0], Value(0));
        store.Finish(default);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_dead_server_is_a_warning()
    {
        string url = CacheServer.DeadUrl();
        using RemoteStore store = new(new RemoteCacheSettings(ServerAddress.Parse(url)) { Wait = s_long }, 0, _warnings.Add);
        Assert.Equal(LookupOutcome.Failed, store.Find(s_keys[0]).Outcome);
        Assert.StartsWith($"{url}: the remote cache fails: Failed to connect to 127.0.0.1 port ", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CacheFault.Full)]
    [InlineData(CacheFault.ReadOnly)]
    public void A_server_that_takes_nothing_still_gives(CacheFault fault)
    {
        Fill();
        _server.Fault = fault;
        using RemoteStore store = Open();
        for (int i = 0; i < s_keys.Length; i++)
        {
            store.Store(Digests.Of([(byte)(100 + i)]).Hash, Value(100 + i));
        }

        Assert.All(s_keys, (key, i) => Assert.Equal(Value(i), store.Find(key).Value));
        store.Finish(default);
        Assert.Equal((0, s_keys.Length), (store.Uploaded, store.NotUploaded));
        Assert.Single(_warnings);
        Assert.InRange(_server.Requests.Count(r => r.Method == "PUT"), (2 * s_keys.Length) + 1, (2 * s_keys.Length) + 4);
    }

    [Fact]
    public void A_read_only_cache_is_given_nothing()
    {
        using RemoteStore store = new(new RemoteCacheSettings(ServerAddress.Parse(_server.Url)) { IsReadOnly = true, Wait = s_long }, 0, _warnings.Add);
        store.Store(s_keys[0], Value(0));
        store.Finish(default);
        Assert.Empty(_server.Requests);
        Assert.False(store.Knows(s_keys[0]));
    }

    [Fact]
    public void Headers_are_sent_with_each_request_and_come_before_the_users()
    {
        string url = _server.Url.Replace("http://", "http://me:secret@", StringComparison.Ordinal);
        Send(new RemoteCacheSettings(ServerAddress.Parse(url + "/deep")) { Wait = s_long });
        Assert.All(_server.Requests, r => Assert.Contains("Authorization: Basic bWU6c2VjcmV0", r.Headers));
        Assert.All(_server.Requests, r => Assert.Matches("^/deep/(ac|cas)/[0-9a-f]{64}$", r.Path));
        _server.Clear();
        Send(new RemoteCacheSettings(ServerAddress.Parse(url)) { Wait = s_long, Headers = [new("Authorization", "Bearer x"), new("X-Team", "lto")] });
        Assert.All(_server.Requests, r => Assert.Equal(
            ["Authorization: Bearer x", "X-Team: lto"], r.Headers.Where(h => h.StartsWith('A') || h.StartsWith('X')).Order(StringComparer.Ordinal)));
        Assert.Equal(3, _server.Requests.Count);
    }

    private void Send(RemoteCacheSettings settings)
    {
        using RemoteStore store = new(settings, 0, _warnings.Add);
        store.Find(s_keys[0]);
        store.Store(s_keys[0], Value(0));
        store.Finish(default);
        Assert.Empty(_warnings);
    }

    private static byte[] Value(int i) => [.. Enumerable.Range(0, 5000 + i).Select(n => (byte)(n * (i + 1)))];

    private void Fill()
    {
        using RemoteStore store = Open();
        for (int i = 0; i < s_keys.Length; i++)
        {
            store.Store(s_keys[i], Value(i));
        }

        store.Finish(default);
        Assert.Equal((s_keys.Length, 0), (store.Uploaded, store.NotUploaded));
    }

    private RemoteStore Open() => Open(s_long);

    private RemoteStore Open(TimeSpan? wait) => new(new RemoteCacheSettings(ServerAddress.Parse(_server.Url)) { Wait = wait }, 0, _warnings.Add);
}
