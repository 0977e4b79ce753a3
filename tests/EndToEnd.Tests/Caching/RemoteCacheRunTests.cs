using LtoPar.TestSupport.Servers;

namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>Runs on several machines share what they compile.</summary>
public sealed class RemoteCacheRunTests : IDisposable
{
    private readonly CacheWorkshop _workshop = new();
    private readonly CacheServer _server = new();

    private string Remote => $"--remote-cache={_server.Url}";

    private int Puts => _server.Requests.Count(r => r.Method == "PUT");

    public void Dispose()
    {
        _server.Dispose();
        _workshop.Dispose();
    }

    [Fact]
    public void What_the_server_has_comes_into_the_folder_and_new_objects_go_to_both()
    {
        byte[] expected = _workshop.CompileRemote(_server.Url).Object;
        _workshop.Write(CacheWorkshop.Program(100));
        byte[] changed = _workshop.Compile();
        (byte[] compiled, CacheUse use) = _workshop.CompileCached(Remote, "--remote-timeout=60");
        Assert.Equal(changed, compiled);
        Assert.Equal((new CacheUse(12, 1), new RemoteUse(12, 1, ("not there", 1))), (use, RemoteUse.Of(_workshop.File("stats.json"))));
        Assert.Equal(new CacheUse(13, 0), _workshop.CompileCached().Use);
        Assert.Equal(new RemoteUse(13, 0), _workshop.CompileRemote(_server.Url).Use);
        _server.Clear();
        Assert.Equal(new CacheUse(13, 0), _workshop.CompileCached(Remote).Use);
        Assert.DoesNotContain(_server.Requests, r => _server.Values.ContainsKey(r.Path)); // what the folder has is not asked for
        _workshop.Write(CacheWorkshop.Program(0));
        Assert.Equal(expected, _workshop.CompileRemote(_server.Url).Object);
    }

    [Fact]
    public void A_run_that_another_machine_made_is_not_made_again()
    {
        string[] options = [Remote, "--remote-timeout=60", $"--symbol-order={_workshop.File("order")}"];
        byte[] expected = _workshop.Compile([.. options, $"--cache-dir={_workshop.File("first")}"]);
        string order = File.ReadAllText(_workshop.File("order"));
        Assert.Equal(28, _server.Values.Count); // results and blobs of 13 objects, and of the run
        File.Delete(_workshop.File("p.o"));
        File.Delete(_workshop.File("order"));
        Finished run = _workshop.Run([.. options, "-v", $"--cache-dir={_workshop.File("second")}"]);
        Assert.Contains("lto-par: cache: nothing has changed, 13 objects\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("lto-par: remote cache: 13 hits, 0 uploaded, waited ", run.Error, StringComparison.Ordinal);
        Assert.Equal(expected, File.ReadAllBytes(_workshop.File("p.o")));
        Assert.Equal(order, File.ReadAllText(_workshop.File("order")));
        // One object is gone: the others are used.
        _server.Values.Remove(_server.Values.Where(v => v.Key.StartsWith("/cas/", StringComparison.Ordinal)).MaxBy(v => v.Value.Length).Key, out _);
        run = _workshop.Run([.. options, "-v", $"--cache-dir={_workshop.File("third")}"]);
        Assert.Contains("lto-par: cache: 12 hits, 1 misses\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(expected, File.ReadAllBytes(_workshop.File("p.o")));
    }

    [Fact]
    public void Hashes_of_libraries_are_remembered_without_a_folder_too()
    {
        string remembered = _workshop.File("xdg/lto-par/lto-par-cache.identities");
        byte[] expected = _workshop.CompileRemote(_server.Url).Object;
        Assert.Contains("libLLVM", File.ReadAllText(remembered), StringComparison.Ordinal);
        Assert.Equal([remembered], Directory.GetFiles(_workshop.File("xdg"), "*", SearchOption.AllDirectories));
        Assert.Equal(new RemoteUse(13, 0), _workshop.CompileRemote(_server.Url).Use);
        Directory.Delete(_workshop.File("xdg"), recursive: true);
        File.WriteAllText(_workshop.File("xdg"), "no folder");
        (byte[] compiled, RemoteUse use) = _workshop.CompileRemote(_server.Url);
        Assert.Equal(expected, compiled);
        Assert.Equal(new RemoteUse(13, 0), use);
    }

    [Fact]
    public void A_read_only_cache_is_given_nothing()
    {
        _workshop.CompileRemote(_server.Url);
        _workshop.Write(CacheWorkshop.Program(100));
        int puts = Puts;
        Assert.Equal(new RemoteUse(12, 0, ("not there", 1)), _workshop.CompileRemote(_server.Url, "--remote-cache-read-only").Use);
        Assert.Equal(puts, Puts);
    }

    [Fact]
    public void What_is_never_kept_is_never_uploaded()
    {
        string asm = $"module asm \".section .rodata\"\nmodule asm \"the_data: .incbin \\22{_workshop.File("data")}\\22\"\n";
        File.WriteAllText(_workshop.File("data"), "data");
        _workshop.Write(CacheWorkshop.Program(0, asm + "define void @g() {\n  call void asm sideeffect \".warning \\22look\\22\", \"\"()\n  ret void\n}\n"));
        Assert.Equal(0, _workshop.Run(Remote, "--remote-timeout=60").Status);
        // The assembly has a partition of its own, or is with a function.
        Assert.InRange(_server.Values.Keys.Count(k => k.StartsWith("/ac/", StringComparison.Ordinal)), 12, 13);
        _server.Clear();
        _workshop.Write(CacheWorkshop.Program(0));
        _ = _workshop.Run(Remote, "-mllvm=-print-after=finalize-isel");
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public void Real_objects_come_from_it_too()
    {
        string input = Corpus.File("lua", "opt.bc");
        string[] compiled = [.. Enumerable.Range(0, 3).Select(i =>
        {
            string[] cache = i == 0 ? [] : [Remote, "--remote-timeout=60", $"--stats-json={_workshop.File("stats.json")}"];
            Tools.Check(Tools.LtoPar, [input, "--stage=codegen", "-O0", "-j2", "-o", _workshop.File("lua.o"), .. cache]);
            return Tools.HashOf(_workshop.File("lua.o"));
        })];
        Assert.Single(compiled.Distinct());
        RemoteUse use = RemoteUse.Of(_workshop.File("stats.json"));
        Assert.Equal((0, 0), (use.Uploaded, use.Misses.Length));
        Assert.True(use.Hits > 1);
    }

    [Fact]
    public void A_plugin_a_wrapper_and_the_environment_name_it()
    {
        File.WriteAllText(_workshop.File("a.c"), "int f(int x) { return x * 3; } int main(int c, char **v) { return f(c) - 3; }");
        Tools.Check(Tools.Llvm("clang"), "-flto", "-O1", "-c", _workshop.File("a.c"), "-o", _workshop.File("a.o"));
        foreach (string linker in new[] { "mold", "lld" })
        {
            string[] words = [$"-Wl,-plugin-opt=remote-cache={_server.Url}/{linker}", "-Wl,-plugin-opt=remote-timeout=60"];
            Link(linker, words, []);
            Assert.Equal(2, _server.Values.Count(v => v.Key.StartsWith($"/{linker}/", StringComparison.Ordinal)));
            _server.Clear();
            Link(
                linker, [words[1], "-Wl,-plugin-opt=remote-cache-read-only"],
                [("LTO_PAR_REMOTE_CACHE", $"{_server.Url}/{linker}"), ("LTO_PAR_REMOTE_CACHE_HEADER_FILE", _workshop.File("a.c.headers"))]);
            Assert.Equal(3, _server.Requests.Count(r => r.Method == "GET")); // one of them makes the connection
            Assert.All(_server.Requests, r => Assert.Contains("X-Team: lto", r.Headers));
            Assert.Equal(0, Puts);
            _server.Clear();
        }
    }

    private void Link(string linker, string[] words, (string Name, string Value)[] environment)
    {
        File.WriteAllText(_workshop.File("a.c.headers"), "X-Team: lto\n");
        Finished run = Tools.Run(
            Tools.Llvm("clang"),
            ["-flto", "-B" + Tools.LinkerFolder, $"-fuse-ld={linker}", _workshop.File("a.o"), "-o", _workshop.File("a.out"), .. words,
                $"-Wl,-plugin-opt=--cost-history={_workshop.File("costs")}"],
            null,
            environment);
        Assert.Equal((0, ""), (run.Status, run.Error));
        Tools.Check(_workshop.File("a.out"));
    }
}
