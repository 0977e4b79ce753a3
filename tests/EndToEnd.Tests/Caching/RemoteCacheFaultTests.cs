using LtoPar.TestSupport.Servers;

namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>Whatever a server does, the run succeeds, and the object is right.</summary>
public sealed class RemoteCacheFaultTests : IDisposable
{
    private readonly CacheWorkshop _workshop = new();
    private readonly CacheServer _server = new();
    private readonly byte[] _expected;

    public RemoteCacheFaultTests()
    {
        (_expected, RemoteUse use) = _workshop.CompileRemote(_server.Url);
        Assert.Equal(new RemoteUse(0, 13, ("not there", 13)), use);
    }

    public static TheoryData<CacheFault> Faults => [.. Enum.GetValues<CacheFault>()];

    public void Dispose()
    {
        _server.Dispose();
        _workshop.Dispose();
    }

    /// <summary>Runs twice, since what the first one stores is there for the second one, and then without the fault.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public void A_faulty_server_costs_a_warning_at_most(CacheFault fault)
    {
        Assert.Equal(_expected, _workshop.Compile());
        _server.Fault = fault;
        string[] patience = fault is CacheFault.Stall or CacheFault.StallInBody or CacheFault.StallLater or CacheFault.Slow ? [] : ["--remote-timeout=60"];
        for (int i = 0; i < 2; i++)
        {
            File.Delete(_workshop.File("p.o"));
            Finished run = _workshop.Run([$"--remote-cache={_server.Url}", .. patience]);
            Assert.Equal(0, run.Status);
            Assert.Matches($"^(lto-par: warning: {_server.Url}: the remote cache fails: .*\n)?$", run.Error);
            Assert.Equal(_expected, File.ReadAllBytes(_workshop.File("p.o")));
        }

        _server.Fault = CacheFault.None;
        (byte[] compiled, RemoteUse use) = _workshop.CompileRemote(_server.Url);
        Assert.Equal(_expected, compiled);
        Assert.Equal(new RemoteUse(13, 0), use);
    }

    [Fact]
    public void Without_libcurl_there_is_a_warning_and_no_remote_cache()
    {
        string[] libraries =
            [.. Tools.Check("/sbin/ldconfig", "-p").Split('\n').Where(l => l.Contains("libcurl", StringComparison.Ordinal)).Select(l => l.Split("=> ")[1])];
        Assert.NotEmpty(libraries);
        string hidden = string.Concat(libraries.Select(l => $"mount --bind /dev/null '{l}' && "));
        Finished run = Tools.Run("unshare", "-r", "-m", "sh", "-c", $"{hidden}'{Tools.LtoPar}' '{_workshop.Input}' --partition=max --final-link -j2 "
            + $"-o '{_workshop.File("p.o")}' --remote-cache=http://127.0.0.1:9 --remote-timeout=60");
        string reason = "there is no libcurl to ask it with; install libcurl4 (apt-get install libcurl4)";
        Assert.Equal((0, $"lto-par: warning: http://127.0.0.1:9: the remote cache fails: {reason}\n"), (run.Status, run.Error));
        Assert.Equal(_expected, File.ReadAllBytes(_workshop.File("p.o")));
    }

    [Fact]
    public void A_dead_server_costs_a_warning()
    {
        string url = CacheServer.DeadUrl();
        Finished run = _workshop.Run($"--remote-cache={url}");
        Assert.Equal(0, run.Status);
        Assert.StartsWith($"lto-par: warning: {url}: the remote cache fails: Failed to connect to 127.0.0.1 port ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal(_expected, File.ReadAllBytes(_workshop.File("p.o")));
    }

    [Fact]
    public void Blobs_that_are_gone_are_compiled_and_stored_again()
    {
        foreach (string path in _server.Values.Keys.Where(k => k.StartsWith("/cas/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(5).ToArray())
        {
            _server.Values.Remove(path, out _);
        }

        (byte[] compiled, RemoteUse use) = _workshop.CompileRemote(_server.Url);
        Assert.Equal(_expected, compiled);
        Assert.Equal(new RemoteUse(8, 5, ("with the blob gone", 5)), use);
        Assert.Equal(new RemoteUse(13, 0), _workshop.CompileRemote(_server.Url).Use);
    }

    [Fact]
    public void A_secret_is_sent_and_never_shown()
    {
        File.WriteAllText(_workshop.File("headers"), "Authorization: Bearer first-secret\n");
        string url = _server.Url.Replace("http://", "http://me:second-secret@", StringComparison.Ordinal);
        foreach (CacheFault fault in new[] { CacheFault.None, CacheFault.Unauthorized })
        {
            _server.Fault = fault;
            _server.Clear();
            foreach (string[] how in new[] { [url], new[] { _server.Url, $"--remote-cache-header-file={_workshop.File("headers")}" } })
            {
                Finished run = _workshop.Run(
                    [$"--remote-cache={how[0]}", "-v", "--print-stats", $"--stats-json={_workshop.File("stats.json")}", "-save-temps", .. how[1..]]);
                Assert.Equal(0, run.Status);
                Assert.DoesNotContain("secret", run.Error + run.Output + File.ReadAllText(_workshop.File("stats.json")), StringComparison.Ordinal);
            }

            Assert.Equal(
                ["Authorization: Basic bWU6c2Vjb25kLXNlY3JldA==", "Authorization: Bearer first-secret"],
                _server.Requests.SelectMany(r => r.Headers).Where(h => h.StartsWith('A')).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("--remote-cache=grpc://me:secret@host", "--remote-cache: needs an address of the form http://HOST:PORT/PATH or https://HOST/PATH")]
    [InlineData("--remote-timeout=-1", "--remote-timeout: '-1' is not a number of seconds, up to a day")]
    public void A_wrong_option_is_an_error(string option, string message)
    {
        Finished run = _workshop.Run(option);
        Assert.Equal((1, $"lto-par: error: {message}\n"), (run.Status, run.Error));
    }

    [Theory]
    [InlineData("--remote-cache-header-file", "the headers for the server cannot be read: ")]
    [InlineData("--remote-cache-ca-file", "the certificates for the server cannot be read: ")]
    public void A_file_that_is_not_there_is_an_error(string option, string message)
    {
        string file = _workshop.File("nothing");
        Finished run = _workshop.Run($"--remote-cache={_server.Url}", $"{option}={file}");
        Assert.Equal(1, run.Status);
        Assert.StartsWith($"lto-par: error: {file}: {message}", run.Error, StringComparison.Ordinal);
    }
}
