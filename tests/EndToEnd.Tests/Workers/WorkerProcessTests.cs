namespace LtoPar.EndToEnd.Tests.Workers;

/// <summary>Worker processes make the objects that threads make, say what they say, and do not outlive the run.</summary>
public sealed class WorkerProcessTests(PlantedLlvm planted) : IClassFixture<PlantedLlvm>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("lua", "opt.bc")]
    [InlineData("lua", "merged.bc", "--stage=ipo", "--ipo=parallel", "-O1")]
    [InlineData("lua", "opt.bc", "-O0", "-faddrsig", "-mcpu=native", "-fPIC", "--partitions=3")]
    [FullData("sqlite", "opt.bc")]
    [FullData("ninja", "merged.bc", "--stage=ipo", "-mllvm", "-stack-size-section")]
    public void Objects_are_those_of_threads(string program, string module, params string[] options)
    {
        string input = Corpus.File(program, module);
        Assert.Equal(Objects("thread", input, options), Objects("process", input, options));
    }

    [Fact]
    public void Errors_and_warnings_are_those_of_threads()
    {
        string source = _folder.File("warned.c");
        File.WriteAllText(
            source,
            "__attribute__((noinline)) int f(int x) { __asm__(\".warning \\\"mind the gap\\\"\"); return x; }\n"
            + "__attribute__((noinline)) int g(int x) { return f(x) + 1; }\n");
        string bitcode = _folder.File("warned.bc");
        Tools.Check(Tools.Llvm("clang"), "-O2", "-flto", "-c", source, "-o", bitcode);
        string[] line = [bitcode, "--partition=max", "-o", _folder.File("out.o")];
        Finished threads = Tools.Run(Tools.LtoPar, line);
        Finished processes = Tools.Run(Tools.LtoPar, [.. line, "--executor=process"]);
        Assert.Contains("mind the gap", threads.Error, StringComparison.Ordinal);
        Assert.Equal(threads.Error, processes.Error);
        Assert.Equal(0, processes.Status);

        File.WriteAllText(source, File.ReadAllText(source).Replace(".warning", ".error", StringComparison.Ordinal));
        Tools.Check(Tools.Llvm("clang"), "-O2", "-flto", "-c", source, "-o", bitcode);
        threads = Tools.Run(Tools.LtoPar, line);
        processes = Tools.Run(Tools.LtoPar, [.. line, "--executor=process"]);
        Assert.Contains("function 'f'", threads.Error, StringComparison.Ordinal);
        Assert.Equal(threads.Error, processes.Error);
        Assert.Equal(1, processes.Status);
    }

    [Fact]
    public void A_time_limit_needs_worker_processes()
    {
        Finished finished = Tools.Run(Tools.LtoPar, "x.bc", "--executor=thread", "--timeout=5");
        Assert.Equal(1, finished.Status);
        Assert.Contains("--timeout needs --executor=process", finished.Error, StringComparison.Ordinal);
    }

    /// <summary>A worker hangs in LLVM; the run is interrupted, or killed and can do nothing any more.</summary>
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("KILL", 137)]
    public void No_worker_outlives_the_run(string signal, int status)
    {
        string pipe = _folder.File("alive");
        using LifeLine alive = new(pipe);
        string temp = Directory.CreateDirectory(_folder.File("tmp")).FullName;
        string log = _folder.File("log");
        Finished finished = Tools.Run(
            "bash",
            [
                "-c", "set -m; exec 9>\"$1\"; shift; \"$@\" & child=$!; exec 9>&-; "
                    + $"read -r -t 120 -n 1 < <(exec tail -F {log} 2>/dev/null); kill -{signal} $child; wait $child; exit $?",
                "bash", pipe, "env", "--default-signal=INT", Tools.LtoPar, planted.Program("plant_hang"), "--partition=max", "--executor=process", "-j2", "-o",
                _folder.File("out.o"),
            ],
            null,
            [("LTO_PAR_LIBLLVM", planted.Library), ("PLANT_LOG", log), ("TMPDIR", temp)]);
        Assert.True(status == finished.Status, $"status {finished.Status}\n{finished.Error}");
        Assert.True(alive.HasEnded(), "a worker process goes on");
        if (signal != "KILL")
        {
            Assert.Empty(Directory.GetFileSystemEntries(temp));
            Assert.DoesNotContain("lto-par: ", finished.Error, StringComparison.Ordinal);
        }
    }

    /// <summary>Workers are killed all the time: what comes is the right object, or an error that says so, and never a wrong object.</summary>
    [Fact]
    public void Killed_workers_make_no_wrong_object()
    {
        string input = Corpus.File("lua", "opt.bc");
        string expected = _folder.File("expected.o");
        Tools.Check(Tools.LtoPar, input, "-O1", "--unique-id=x", "-o", expected);
        int good = 0;
        int rounds = TestForm.IsFull ? 200 : 3;
        for (int round = 0; round < rounds; round++)
        {
            string output = _folder.File("out.o");
            File.Delete(output);
            string log = _folder.File("log");
            File.Delete(log);
            // The oldest worker dies when so many partitions have been begun or done, and again after one more of that.
            Finished finished = Tools.Run(
                "bash",
                [
                    "-c", $"'{Tools.LtoPar}' '{input}' -O1 --unique-id=x --executor=process -j2 -o '{output}' & child=$!; for i in 1 2; do "
                        + $"read -r -t 120 -n $((({round} % 6 + 1) * i)) < <(exec tail -F {log} 2>/dev/null); set -- $(pgrep -P $child); "
                        + "[ $# -gt 0 ] && kill -9 $1; done; wait $child",
                ],
                null, [("TMPDIR", _folder.Path), ("LTO_PAR_LIBLLVM", planted.Library), ("PLANT_LOG", log)]);
            if (finished.Status == 0)
            {
                Assert.Equal(File.ReadAllBytes(expected), File.ReadAllBytes(output));
                good++;
            }
            else
            {
                Assert.Equal(1, finished.Status);
                Assert.Contains("its worker process was killed (SIGKILL)", finished.Error, StringComparison.Ordinal);
                Assert.False(File.Exists(output));
            }
        }

        Assert.True(good > 0, "no run survived");
    }

    private string Objects(string executor, string input, string[] options)
    {
        string folder = _folder.File(executor);
        Tools.Check(Tools.LtoPar, [input, $"--emit-objects={folder}", $"--executor={executor}", "-j2", "--unique-id=x", .. options]);
        string[] files = [.. Directory.GetFiles(folder, "*.o").Order(StringComparer.Ordinal)];
        Assert.True(files.Length > 1, "one partition is no test");
        return string.Join('\n', files.Select(f => $"{Path.GetFileName(f)} {Tools.HashOf(f)}"));
    }
}
