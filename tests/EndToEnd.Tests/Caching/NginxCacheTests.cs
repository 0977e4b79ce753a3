using LtoPar.TestSupport.Servers;

namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>Debian's nginx, which knows nothing of caches, is one.</summary>
public sealed class NginxCacheTests : IDisposable
{
    private readonly CacheWorkshop _workshop = new();
    private readonly byte[] _expected;

    public NginxCacheTests() => _expected = _workshop.Compile();

    private string Folder => _workshop.File("nginx");

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Two_clients_without_a_cache_of_their_own_share_hits()
    {
        using NginxServer server = new(Folder);
        (byte[] first, RemoteUse cold) = _workshop.CompileRemote(server.Url);
        (byte[] second, RemoteUse warm) = _workshop.CompileRemote(server.Url, "-j1");
        Assert.Equal((_expected, _expected), (first, second), Bytes.Pairs);
        Assert.Equal((new RemoteUse(0, 13, ("not there", 13)), new RemoteUse(13, 0)), (cold, warm));
        Assert.Equal(26, server.Values.Count);
        Assert.All(server.Values, v => Assert.Matches("^(ac|cas)/[0-9a-f]{64}$", v));
        Assert.Equal(26, server.Answers.Count(a => a == "PUT 201"));
    }

    /// <summary>Bazel's own worker has an HTTP cache of the same layout, in memory. It needs a JDK.</summary>
    [Theory]
    [InlineData("nginx")]
    [FullData("Bazel's")]
    public void A_client_finds_what_another_gave_but_for_what_was_edited(string kind)
    {
        using IDisposable server = kind == "nginx" ? new NginxServer(Folder) : new RemoteWorkers(_workshop.File("workers"));
        string url = server is RemoteWorkers workers ? workers.HttpUrls[0] : ((NginxServer)server).Url;
        _workshop.Before = server is RemoteWorkers own ? own.Enter : [];
        Assert.Equal(new RemoteUse(0, 13, ("not there", 13)), _workshop.CompileRemote(url).Use);
        Assert.Equal(new RemoteUse(13, 0), _workshop.CompileRemote(url).Use);
        _workshop.Write(CacheWorkshop.Program(77));
        byte[] expected = _workshop.Compile();
        (byte[] compiled, RemoteUse use) = _workshop.CompileRemote(url);
        Assert.Equal(expected, compiled);
        Assert.Equal(new RemoteUse(12, 1, ("not there", 1)), use);
    }

    /// <summary>The server dies when it has half of what a client gives it, and comes again with what it has on its disk.</summary>
    [Theory]
    [InlineData(700)]
    [InlineData(4000)]
    [InlineData(9000)]
    public void A_server_that_is_killed_while_it_is_given_objects_does_no_harm(int bytes)
    {
        using (NginxServer server = new(Folder))
        {
            using Relay relay = new(server.Url, bytes, server.Kill);
            Finished run = _workshop.Run($"--remote-cache={relay.Url}", "--remote-timeout=60");
            Assert.Equal(0, run.Status);
            Assert.Matches($"^lto-par: warning: {relay.Url}: the remote cache fails: .*\n$", run.Error);
            Assert.Equal(_expected, File.ReadAllBytes(_workshop.File("p.o")));
            Assert.InRange(server.Values.Count, 0, 25);
        }

        using NginxServer again = new(Folder);
        (byte[] compiled, RemoteUse use) = _workshop.CompileRemote(again.Url);
        Assert.Equal(_expected, compiled);
        Assert.Equal(13, use.Hits + use.Uploaded);
        Assert.Equal(new RemoteUse(13, 0), _workshop.CompileRemote(again.Url).Use);
    }

    [Fact]
    public void A_certificate_is_checked()
    {
        TestCertificates files = TestCertificates.Make(_workshop.File(""));
        using NginxServer server = new(Folder, (files.Certificate, files.Key));
        string[] trust = [$"--remote-cache-ca-file={files.Authority}"];
        Assert.Equal(new RemoteUse(0, 13, ("not there", 13)), _workshop.CompileRemote(server.Url, trust).Use);
        (byte[] compiled, RemoteUse use) = _workshop.CompileRemote(server.Url, trust);
        Assert.Equal(_expected, compiled);
        Assert.Equal(new RemoteUse(13, 0), use);
        int answers = server.Answers.Count;
        Finished run = _workshop.Run($"--remote-cache={server.Url}", "--remote-timeout=60");
        Assert.Equal(0, run.Status);
        Assert.StartsWith($"lto-par: warning: {server.Url}: the remote cache fails: it cannot be trusted: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(_expected, File.ReadAllBytes(_workshop.File("p.o")));
        Assert.Equal(answers, server.Answers.Count);
        _workshop.Environment = [("SSL_CERT_FILE", files.Authority)];
        Assert.Equal(new RemoteUse(13, 0), _workshop.CompileRemote(server.Url).Use);
    }
}
