using LtoPar.EndToEnd.Tests.Caching;
using LtoPar.ReapiServer;
using LtoPar.TestSupport.Servers;

namespace LtoPar.EndToEnd.Tests.Distribution;

/// <summary>Partitions and ThinLTO's modules on servers of the Remote Execution API, which execute them and are strict about the protocol.</summary>
public sealed class ReapiTests : IDisposable
{
    private readonly ReapiWorkshop _workshop = new();
    private readonly RemoteExecutionServer _server = ReapiWorkshop.Server();

    public void Dispose()
    {
        _server.Dispose();
        _workshop.Dispose();
    }

    /// <summary>Two of ours, or two of Bazel's (scripts/remote-worker.sh), which take longer to get than the short form may.</summary>
    [Theory]
    [InlineData("ours", "--toolchain=installed")]
    [FullData("ours", "--toolchain=upload")]
    [FullData("Bazel's", "--toolchain=installed")]
    [FullData("Bazel's", "--toolchain=upload")]
    public void Two_servers_compile_lua_to_the_same_bytes(string kind, string toolchain)
    {
        if (kind == "ours")
        {
            using RemoteExecutionServer other = ReapiWorkshop.Server();
            other.IsInlining = true;
            CompileLua([], [_server.Url, other.Url], toolchain);
        }
        else
        {
            using RemoteWorkers workers = new(_workshop.File("workers"));
            CompileLua(workers.Enter, workers.Urls, toolchain);
        }
    }

    /// <summary>Large blobs too, and nothing in the command that the worker has to have but the C library.</summary>
    [Fact]
    public void The_program_is_sent_once_with_what_it_needs()
    {
        using CacheWorkshop workshop = new();
        byte[] expected = workshop.Compile("--partition=dfs", "--max-functions=4");
        string[] options =
        [
            "--partition=dfs", "--max-functions=4", $"--distributor={Tools.Distributor("reapi")}", $"--distributor-arg=--server={_server.Url}",
            "--distributor-arg=--no-local", "--distributor-arg=--toolchain=upload",
        ];
        Assert.Equal(expected, workshop.Compile(options));
        Assert.All(_server.Executed, c => Assert.DoesNotContain(c.Arguments.Concat(c.EnvironmentVariables.Select(v => v.Value)), IsOfThisMachine));
        int executed = _server.Executed.Count;
        int written = _server.Calls.Count(c => c == "Write");
        Assert.InRange(written, 2, 30);
        workshop.Write(CacheWorkshop.Program(77));
        Assert.Equal(workshop.Compile("--partition=dfs", "--max-functions=4"), workshop.Compile(options));
        Assert.True(_server.Executed.Count > executed);
        Assert.Equal(written, _server.Calls.Count(c => c == "Write"));

        static bool IsOfThisMachine(string word) => word.StartsWith('/') && word != "/usr/local/bin:/usr/bin:/bin";
    }

    [Theory]
    [InlineData("installed")]
    [FullData("upload")]
    public void A_ThinLTO_link_of_lld_is_executed(string toolchain)
    {
        Directory.CreateDirectory(_workshop.File("build"));
        File.WriteAllText(_workshop.File("a.c"), "int g(int);\nint f(int x) { return g(x) * 2; }\n");
        File.WriteAllText(_workshop.File("b.c"), "int f(int);\nint g(int x) { return x + 1; }\nint main(void) { return f(20) - 42; }\n");
        foreach (string name in new[] { "a", "b" })
        {
            Tools.Check(Tools.Llvm("clang"), "-flto=thin", "-O2", "-c", _workshop.File($"{name}.c"), "-o", _workshop.File($"{name}.o"));
        }

        string[] words =
        [
            "-flto=thin", "-O2", "--ld-path=" + Tools.Llvm("ld.lld"), "../a.o", "../b.o", "-o", "program",
            $"-Wl,--thinlto-distributor={Tools.Distributor("reapi")}", $"-Wl,--thinlto-remote-compiler={Tools.Llvm("clang")}",
            .. new[] { $"--server={_server.Url}", "--no-local", $"--toolchain={toolchain}" }.Select(w => $"-Wl,--thinlto-distributor-arg={w}"),
        ];
        foreach (int executed in new[] { 2, 2 })
        {
            Finished run = Tools.Run(Tools.Llvm("clang"), words, _workshop.File("build"), []);
            Assert.True(run.Status == 0, run.Error);
            Tools.Check(_workshop.File("build/program"));
            // The second link has other temporary names, and the same actions.
            Assert.Equal(executed, _server.Executed.Count);
        }
    }

    /// <summary>Modules are found by their names, which no other machine has where they are absolute.</summary>
    [Fact]
    public void A_job_with_an_absolute_module_is_not_executed_elsewhere()
    {
        _workshop.WriteJobs("cp", new ReapiWorkshop.Job([_workshop.File("in.o"), "p.o"], [_workshop.File("in.o"), "in.defines.txt.bc"], ["p.o"]));
        Finished run = _workshop.Run($"--server={_server.Url}");
        Assert.Equal(0, run.Status);
        string note = $"lto-par-distribute-reapi: note: p.o: {_workshop.File("in.o")}: is an absolute path, which no other machine has;";
        Assert.StartsWith(note, run.Error, StringComparison.Ordinal);
        Assert.EndsWith("running it on this machine\n", run.Error, StringComparison.Ordinal);
        Assert.Empty(_server.Executed);
        run = _workshop.Run($"--server={_server.Url}", "--no-local");
        Assert.Equal(1, run.Status);
    }

    /// <summary>What the user says of server and worker arrives there.</summary>
    [Fact]
    public void Options_reach_the_server()
    {
        TestCertificates certificates = TestCertificates.Make(_workshop.Folder);
        using RemoteExecutionServer server = new(certificates) { RequiredHeader = ("x-key", "secret"), Instance = "main/one" };
        File.WriteAllText(_workshop.File("headers"), "X-Key: secret\n");
        string[] options =
        [
            $"--server={server.Url}", "--no-local", "-v", "--instance=main/one", "--header-file=headers", $"--ca-file={certificates.Authority}",
            $"--client-certificate={certificates.Certificate}", $"--client-key={certificates.Key}", "--platform=Pool=b", "--platform=OSFamily=linux",
            "--platform=Pool=a", "--timeout=77",
        ];
        Finished run = _workshop.Run(options);
        Assert.Equal((0, $"lto-par-distribute-reapi: note: p.o: executed by worker w1 of {server.Url}\n"), (run.Status, run.Error));
        Assert.Equal("OSFamily=linux Pool=a Pool=b", string.Join(' ', server.Executed[0].Platform.Properties.Select(p => $"{p.Name}={p.Value}")));
        run = _workshop.Run(options);
        Assert.Equal((0, $"lto-par-distribute-reapi: note: p.o: in the cache of {server.Url}\n"), (run.Status, run.Error));

        run = _workshop.Run([.. options.Where(o => !o.StartsWith("--header", StringComparison.Ordinal))]);
        Assert.Contains("Unauthenticated: who is there?; see --header-file", run.Error, StringComparison.Ordinal);
        run = _workshop.Run([.. options.Where(o => !o.StartsWith("--ca", StringComparison.Ordinal))]);
        Assert.Contains("it cannot be trusted: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Status);
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }

    /// <summary>A warning comes from where the job ran, and comes again from its cache.</summary>
    [Fact]
    public void What_a_command_says_is_passed_on()
    {
        _workshop.WriteJobs(
            "sh", new ReapiWorkshop.Job(["-c", "echo careful >&2; cp $0 $1", "in.o", "p.o"], ["in.o", "in.defines.txt"], ["p.o"]));
        foreach (int _ in new[] { 1, 2 })
        {
            Finished run = _workshop.Run($"--server={_server.Url}");
            Assert.Equal((0, "careful\n"), (run.Status, run.Error));
            Assert.Single(_server.Executed);
        }

        _workshop.WriteJobs("sh", new ReapiWorkshop.Job(["-c", "echo bad >&2; exit 3", "in.o", "p.o"], ["in.o", "in.defines.txt"], ["p.o"]));
        Finished failed = _workshop.Run($"--server={_server.Url}");
        Assert.Equal(1, failed.Status);
        Assert.Equal(3, failed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(l => l.Contains("status 3", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("which server is to execute the jobs?", "jobs.json")]
    [InlineData("no job file", "--server=grpc://h:1")]
    [InlineData("one job file at a time, not 'b' too", "--server=grpc://h:1", "a", "b")]
    [InlineData("--server needs an address of the form grpc://HOST:PORT", "--server=http://h:1", "a")]
    [InlineData("--server needs an address of the form grpc://HOST:PORT", "--server=grpc://h", "a")]
    [InlineData("--server needs an address of the form grpc://HOST:PORT", "--server=grpcs://me:pass@h", "a")]
    [InlineData("--toolchain: 'sent' is neither upload nor installed", "--toolchain=sent")]
    [InlineData("--platform: 'linux' is not NAME=VALUE", "--platform=linux")]
    [InlineData("--timeout: '0' is not a number from 1 to 86400", "--timeout=0")]
    [InlineData("--ca-file is for servers behind TLS", "--server=grpc://h:1", "--ca-file=/etc/ssl/certs/ca-certificates.crt", "a")]
    [InlineData("--client-certificate and --client-key are given together", "--server=grpcs://h", "--client-key=x", "a")]
    [InlineData("unknown argument '--hosts=a'", "--hosts=a")]
    [InlineData("nosuch: the headers for the server cannot be read", "--header-file=nosuch")]
    public void Mistakes_are_said(string message, params string[] arguments)
    {
        Finished run = Tools.Run(Tools.Distributor("reapi"), arguments, _workshop.Folder, []);
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.StartsWith("lto-par-distribute-reapi: error: " + message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_a_page_of_help()
    {
        string page = Tools.Check(Tools.Distributor("reapi"), "--help");
        Assert.All(page.Split('\n'), line => Assert.True(line.Length <= 130, line));
        Assert.All(["--server", "--no-local", "--toolchain=upload", "--timeout"], option => Assert.Contains(option, page, StringComparison.Ordinal));
    }

    /// <summary>
    /// Compares with a plain run; and requires that each server has work, and that there is none for them in a second run, elsewhere and by another name.
    /// </summary>
    private void CompileLua(IReadOnlyList<string> enter, IReadOnlyList<string> urls, string toolchain)
    {
        string input = Corpus.File("lua", "opt.bc");
        string[] options = [input, "--stage=codegen", "--max-functions=40", "--final-link"];
        Tools.Check(Tools.LtoPar, [.. options, "-o", _workshop.File("plain.o")]);
        string first = Distributed("lua.o");
        Assert.All(urls, url => Assert.Contains(url, first, StringComparison.Ordinal));
        Assert.DoesNotContain("in the cache", first, StringComparison.Ordinal);
        Assert.DoesNotContain("executed", Distributed("other name.o"), StringComparison.Ordinal);

        string Distributed(string output)
        {
            string[] words = [.. urls.Select(url => $"--server={url}"), toolchain, "--no-local", "-v"];
            string[] command =
            [
                .. enter, Tools.LtoPar, .. options, "-o", _workshop.File(output), $"--distributor={Tools.Distributor("reapi")}",
                .. words.Select(w => $"--distributor-arg={w}"),
            ];
            Finished run = Tools.Run(command[0], command[1..], null, [("LTO_PAR_CACHE_DIR", "")]);
            Assert.True(run.Status == 0, run.Error);
            Assert.DoesNotContain("trying again", run.Error, StringComparison.Ordinal);
            Assert.Equal(Tools.HashOf(_workshop.File("plain.o")), Tools.HashOf(_workshop.File(output)));
            return run.Error;
        }
    }
}
