using LtoPar.EndToEnd.Tests.Caching;

namespace LtoPar.EndToEnd.Tests.Distribution;

/// <summary>--distributor: a program that knows LLVM's job files compiles the partitions, and what it makes is judged.</summary>
public sealed class DistributorTests : IDisposable
{
    private readonly CacheWorkshop _workshop = new();

    private static string Serial => Path.Combine(Tools.Root, "tests/distribution/serial.py");

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Objects_of_distributors_are_the_same_bytes()
    {
        byte[] expected = _workshop.Compile();
        Assert.Equal(expected, _workshop.Compile($"--distributor={Tools.Distributor("local")}", "--distributor-arg=-j2"));
        Assert.Equal(expected, _workshop.Compile("--distributor=python3", $"--distributor-arg={Serial}", "--distributor-arg=env"));
        Assert.Equal(expected, _workshop.Compile($"--distributor={Tools.Distributor("command")}", "--distributor-arg=%c"));
        Assert.Empty(Directory.GetDirectories(_workshop.File("")));
        Finished run = _workshop.Run($"--distributor={Tools.Distributor("local")}", "-v");
        Assert.Matches("note: compiled by the distributor '.*': p00 p01 .* p12\n", run.Error);
    }

    /// <summary>Distributors keep results by command and inputs: the same program has the same job file, byte for byte, in every run.</summary>
    [Fact]
    public void Job_files_are_named_by_content_and_are_the_same_every_time()
    {
        string keep = Script("keep", "cp \"${@: -1}\" 'kept.json'; ls \"$(dirname \"${@: -1}\")\" >'kept.txt'; exec $DISTRIBUTE \"$@\"");
        _workshop.Compile($"--distributor={keep}");
        string first = File.ReadAllText(_workshop.File("kept.json"));
        string names = File.ReadAllText(_workshop.File("kept.txt"));
        _workshop.Compile($"--distributor={keep}", "-j1");
        Assert.Equal(first, File.ReadAllText(_workshop.File("kept.json")));
        Assert.Equal(names, File.ReadAllText(_workshop.File("kept.txt")));
        Assert.Matches(@"^([0-9a-f]{32}\.(bc|defines\.txt)\n)+jobs\.json\n$", names);
    }

    [Fact]
    public void The_cache_is_asked_first_and_a_run_of_hits_has_no_distributor()
    {
        string count = Script("count", "grep -c outputs \"$1\" >>'counts'; exec $DISTRIBUTE \"$@\"");
        (byte[] expected, CacheUse use) = _workshop.CompileCached($"--distributor={count}");
        Assert.Equal((0, 13), (use.Hits, use.Misses));
        (byte[] again, use) = _workshop.CompileCached($"--distributor={count}");
        Assert.Equal((13, 0), (use.Hits, use.Misses));
        Assert.Equal(expected, again);
        _workshop.Write(CacheWorkshop.Program(77));
        use = _workshop.CompileCached($"--distributor={count}").Use;
        Assert.Equal((12, 1), (use.Hits, use.Misses));
        Assert.Equal("13\n1\n", File.ReadAllText(_workshop.File("counts")));
        // What other machines made, with whatever they have installed, is not what this one makes.
        use = _workshop.CompileCached().Use;
        Assert.Equal((0, 13), (use.Hits, use.Misses));
    }

    /// <summary>No object is linked that is not one, or is another partition's; and none is compiled here in silence.</summary>
    [Theory]
    [InlineData("is missing", "rm \"$object\"")]
    [InlineData("is empty", ": >\"$object\"")]
    [InlineData("is no ELF object", "echo no >\"$object\"")]
    [InlineData("is damaged: ", "truncate -s -40 \"$object\"")]
    [InlineData("does not define ", "cp \"$other\" \"$object\"")]
    public void Objects_that_are_wrong_are_refused(string problem, string harm)
    {
        string wrong = Script("wrong", $"$DISTRIBUTE \"$@\" && set -- \"$(dirname \"$1\")\"/*.o && object=$3 other=$4 && {harm}");
        Finished run = _workshop.Run($"--distributor={wrong}");
        Assert.Equal(1, run.Status);
        Assert.Matches(
            $@"^lto-par: error: .*p\.o: the object of partition p\d\d {problem}.*, though the distributor '.*wrong' ended with status 0; .*\n$", run.Error);
        Assert.False(File.Exists(_workshop.File("p.o")));
        Assert.Empty(Directory.GetDirectories(_workshop.File("")));
    }

    [Fact]
    public void A_distributor_that_fails_is_quoted()
    {
        Finished run = _workshop.Run($"--distributor={Script("fails", "echo no machines >&2; exit 7")}");
        Assert.Equal(1, run.Status);
        Assert.Matches(@"^lto-par: error: .*p\.o: the distributor '.*fails' failed with status 7: no machines\n$", run.Error);
        Assert.StartsWith(
            "lto-par: error: nosuch: there is no such distributor", _workshop.Run("--distributor=nosuch").Error, StringComparison.Ordinal);
        Assert.StartsWith(
            "lto-par: error: --distributor-arg is for a distributor", _workshop.Run("--distributor-arg=x").Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_workshop.File("")));
    }

    [Fact]
    public void An_interrupted_run_ends_the_distributor_and_leaves_nothing()
    {
        using LifeLine alive = new(_workshop.File("alive"));
        string waits = Script("waits", $"exec 9>'alive'; kill -TERM $PPID; exec {Tools.Distributor("command")} ': %c; tail -f /dev/null' \"$1\"");
        Finished run = _workshop.Run($"--distributor={waits}");
        Assert.Equal((143, ""), (run.Status, run.Error));
        Assert.True(alive.HasEnded(), "the distributor, or what it has started, outlives lto-par");
        Assert.False(File.Exists(_workshop.File("p.o")));
        Assert.Empty(Directory.GetDirectories(_workshop.File("")));
    }

    [Fact]
    public void What_a_distributor_says_is_passed_on_and_no_such_run_is_cached()
    {
        string warns = Script("warns", "echo 'a warning' >&2; exec $DISTRIBUTE \"$@\"");
        Finished run = _workshop.Run($"--distributor={warns}", $"--cache-dir={_workshop.Cache}");
        Assert.Equal((0, "a warning\n"), (run.Status, run.Error));
        Assert.Empty(_workshop.Entries);
    }

    [Fact]
    public void The_jobs_of_a_plan_are_run_by_any_distributor()
    {
        byte[] expected = _workshop.Compile();
        string folder = _workshop.File("jobs");
        foreach (string[] command in new string[][] { [Tools.Distributor("local"), "-j2"], ["python3", Serial] })
        {
            Tools.Check(Tools.LtoPar, "plan", _workshop.Input, folder, "--emit=dtlto", "--partition=max", "--final-link", "-o", "p.o");
            Finished run = Tools.Run(command[0], [.. command.Skip(1), "jobs.json"], folder, []);
            Assert.True(run.Status == 0, run.Error);
            run = Tools.Run(Tools.LtoPar, ["combine", "@combine.rsp"], folder, []);
            Assert.True(run.Status == 0, run.Error);
            Assert.Equal(expected, File.ReadAllBytes(Path.Combine(folder, "p.o")));
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("bfd")]
    [InlineData("lld")]
    [FullData("gold")]
    [FullData("mold")]
    public void Links_are_distributed(string linker)
    {
        File.WriteAllText(_workshop.File("a.c"), "int g(int);\nstatic int twice(int x) { return x * 2; }\nint f(int x) { return twice(g(x)); }\n");
        File.WriteAllText(_workshop.File("b.c"), "int f(int);\nint g(int x) { return x + 1; }\nint main(void) { return f(20) - 42; }\n");
        foreach (string name in new[] { "a", "b" })
        {
            Tools.Check(Tools.Llvm("clang"), "-flto", "-O1", "-c", _workshop.File($"{name}.c"), "-o", _workshop.File($"{name}.o"));
        }

        string[] words = ["--partition=max", $"distributor={Script("said", "echo ran >>'ran'; exec $DISTRIBUTE \"$@\"")}", "distributor-arg=-j1"];
        byte[] plain = Link(words[..1]);
        Assert.False(File.Exists(_workshop.File("ran")));
        Assert.Equal(plain, Link(words));
        Assert.Equal("ran\n", File.ReadAllText(_workshop.File("ran")));
        Tools.Check(_workshop.File("program"));
        Assert.Empty(Directory.GetDirectories(_workshop.File("")));

        byte[] Link(string[] options)
        {
            Finished run = Tools.Run(
                Tools.Llvm("clang"),
                [
                    "-flto", "-O1", "-B" + Tools.LinkerFolder, $"-fuse-ld={linker}", "a.o", "b.o", "-o", "program",
                    .. options.SelectMany(o => new[] { "-Xlinker", $"-plugin-opt={o}" }),
                ],
                _workshop.File(""), [("LTO_PAR_CACHE_DIR", "")]);
            Assert.True(run.Status == 0, run.Error);
            return File.ReadAllBytes(_workshop.File("program"));
        }
    }

    /// <summary>Names that have to be defined are those that are: of no trap is a right object refused.</summary>
    [Theory]
    [InlineData("alias.ll", "comdat.ll", "common.ll", "ifunc.ll", "linkages.ll", "odd_names.ll", "tls_alias.ll", "asmset.ll", "ctor_evaluation.ll")]
    public void Right_objects_are_not_refused(params string[] traps)
    {
        string[] files = TestForm.IsFull ? [.. Directory.GetFiles(Path.Combine(Tools.Root, "tests/traps"), "*.ll").Select(f => Path.GetFileName(f)!)] : traps;
        foreach (string file in files)
        {
            Tools.Check(Tools.Llvm("llvm-as"), Path.Combine(Tools.Root, "tests/traps", file), "-o", _workshop.Input);
            Finished plain = _workshop.Run();
            if (plain.Status == 0)
            {
                byte[] expected = File.ReadAllBytes(_workshop.File("p.o"));
                Finished run = _workshop.Run($"--distributor={Tools.Distributor("local")}");
                Assert.True(run.Status == 0, file + ": " + run.Error);
                Assert.Equal(expected, File.ReadAllBytes(_workshop.File("p.o")));
            }
        }
    }

    /// <param name="body">Files in single quotes are the test's; $DISTRIBUTE is the local distributor.</param>
    private string Script(string name, string body)
    {
        string text = System.Text.RegularExpressions.Regex.Replace(
            body.Replace("$DISTRIBUTE", Tools.Distributor("local"), StringComparison.Ordinal), "'([\\w.]+)'", m => $"'{_workshop.File(m.Groups[1].Value)}'");
        return _workshop.Script(name, text);
    }
}
