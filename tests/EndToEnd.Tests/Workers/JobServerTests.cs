namespace LtoPar.EndToEnd.Tests.Workers;

/// <summary>
/// Links under make share its jobs: together they compile no more partitions at a time than make lets, and all tokens are back whatever ends a link.
/// </summary>
public sealed class JobServerTests(PlantedLlvm planted) : IClassFixture<PlantedLlvm>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Three links with two workers each on two processors, and one token less than these want.</summary>
    [Theory]
    [InlineData("-j3", "--executor=thread")]
    [InlineData("-j4", "--executor=process")]
    [InlineData("-j3", "--distributor=local")]
    public void Links_under_make_together_stay_within_its_jobs(string jobs, string executor)
    {
        string option = executor.Replace("=local", "=" + Tools.Distributor("local"), StringComparison.Ordinal);
        Makefile($"\t+$(LTO_PAR) $(INPUT) -v --partition=max --unique-id=x {option} -o $@.o\n");
        Finished finished = Make(jobs);
        Assert.True(finished.Status == 0, finished.Error);
        Assert.Contains("as the jobserver lets", finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("INTERNAL", finished.Error, StringComparison.Ordinal); // make counts its tokens at the end
        int most = MostAtOnce(out int partitions);
        Assert.Equal(21, partitions);
        Assert.InRange(most, 2, jobs[^1] - '0');
        byte[] first = File.ReadAllBytes(_folder.File("a.o"));
        Tools.Check(Tools.LtoPar, planted.Program("plant_none"), "--partition=max", "--unique-id=x", "-o", _folder.File("alone.o"));
        Assert.Equal(File.ReadAllBytes(_folder.File("alone.o")), first);
    }

    /// <summary>The plugin starts lto-par below make, the compiler and the linker.</summary>
    [Fact]
    public void Links_through_the_plugin_have_the_jobserver_too()
    {
        string plugin = Repository.Existing(Path.Combine(Tools.Root, "out/lib/lto-par.so"), "run scripts/build.sh; the plugin needs the AOT compiler");
        File.Copy(planted.Program("plant_none"), _folder.File("program.o"));
        Makefile(
            $"\t+{Tools.Llvm("clang")} -fuse-ld=bfd -Wl,-plugin,{plugin} -Wl,-plugin-opt=-v -Wl,-plugin-opt=executor=process "
            + "-Wl,-plugin-opt=--partition=max program.o -o $@\n");
        Finished finished = Make("-j3");
        Assert.True(finished.Status == 0, finished.Error);
        Assert.Contains("as the jobserver lets", finished.Output + finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("INTERNAL", finished.Error, StringComparison.Ordinal);
        Assert.InRange(MostAtOnce(out int partitions), 1, 3);
        Assert.True(partitions > 3, "nothing was compiled under the jobserver");
    }

    /// <summary>A recipe without '+': make has closed its pipe and names it all the same.</summary>
    [Fact]
    public void A_closed_pipe_is_not_used()
    {
        Makefile("\t$(LTO_PAR) $(INPUT) -v --partition=max -o $@.o\n");
        Finished finished = Make("-j3");
        Assert.True(finished.Status == 0, finished.Error);
        Assert.Matches("jobserver unavailable: descriptors .* add '\\+' to the recipe", finished.Error);
        Assert.DoesNotContain("INTERNAL", finished.Error, StringComparison.Ordinal);

        Makefile("\t$(LTO_PAR) $(INPUT) -j jobserver --partition=max -o $@.o\n");
        Assert.Contains("lto-par: warning: jobserver unavailable: ", Make("-j3").Error, StringComparison.Ordinal);
    }

    /// <summary>
    /// make counts at its end, its own job included; what a killed process held, nobody can give back. SIGINT is as at a terminal: programs in the background
    /// of a script inherit it ignored, these tests too.
    /// </summary>
    [Theory]
    [InlineData("INT", "")]
    [InlineData("TERM", "")]
    [InlineData("KILL", "make: INTERNAL: Exiting with 2 jobserver tokens available; should be 3!\n")]
    public void Make_counts_its_tokens_after_a_link_has_been_killed(string signal, string said)
    {
        string log = _folder.File("log");
        File.WriteAllText(
            _folder.File("Makefile"),
            "SHELL = /bin/bash\na:\n\t+@set -m; PLANT_SLOW=60 env --default-signal=INT $(LTO_PAR) $(INPUT) --partition=max -o $@.o & child=$$!; "
            + $"read -r -t 120 -n 2 < <(exec tail -F {log} 2>/dev/null); kill -{signal} $$child; wait $$child; [ $$? -gt 128 ]\n");
        Finished finished = Make("-j3");
        Assert.True(finished.Status == 0, finished.Error);
        Assert.Equal(said, string.Concat(finished.Error.Split('\n').Where(l => l.StartsWith("make", StringComparison.Ordinal)).Select(l => l + "\n")));
    }

    /// <summary>One link fails or is interrupted while it holds tokens: the bytes that it took are there again, whatever they are.</summary>
    [Theory]
    [InlineData("plant_abort", "wait", 1)]
    [InlineData("plant_none", "INT", 130)]
    [InlineData("plant_none", "TERM", 143)]
    [InlineData("plant_none", "KILL", 137)]
    public void The_bytes_come_back(string function, string end, int status)
    {
        string fifo = _folder.File("fifo");
        string log = _folder.File("log");
        // A named pipe as of make 4.4, with two different bytes; it is emptied at the end. Both workers are at work when the second '+' is there.
        string kill = end == "wait" ? "" : $"read -r -t 120 -n 2 < <(exec tail -F {log} 2>/dev/null); kill -{end} $child; ";
        Finished finished = Tools.Run(
            "bash",
            [
                "-c",
                $"set -m; mkfifo {fifo}; exec 9<>{fifo}; printf ab >&9; "
                    + $"env --default-signal=INT '{Tools.LtoPar}' '{planted.Program(function)}' --partition=max -j jobserver "
                    + $"-o '{_folder.File("x.o")}' 9>&- & child=$!; {kill}wait $child; echo $?; read -r -t 0.2 -N 9 left <&9; echo \"$left\"",
            ],
            null,
            [
                ("MAKEFLAGS", $" -j3 --jobserver-auth=fifo:{fifo}"), ("PLANT_LOG", log), ("LTO_PAR_LIBLLVM", planted.Library), ("TMPDIR", _folder.Path),
                ("PLANT_SLOW", end == "wait" ? "0" : "60"),
            ]);
        string[] lines = finished.Output.Split('\n');
        Assert.Equal($"{status}", lines[0]);
        // SIGKILL alone loses what is held.
        Assert.Equal(end == "KILL" ? 1 : 2, lines[1].Length);
        if (end != "KILL")
        {
            Assert.Equal("ab", string.Concat(lines[1].Order()));
        }
    }

    private void Makefile(string recipe) => File.WriteAllText(_folder.File("Makefile"), $"all: a b c\na b c:\n{recipe}");

    private Finished Make(string jobs)
    {
        File.Delete(_folder.File("log"));
        return Tools.Run(
            "make", ["-s", jobs, $"LTO_PAR={Tools.LtoPar}", $"INPUT={planted.Program("plant_none")}"], _folder.Path,
            [("PLANT_LOG", _folder.File("log")), ("LTO_PAR_LIBLLVM", planted.Library), ("TMPDIR", _folder.Path), ("MAKEFLAGS", "")]);
    }

    private int MostAtOnce(out int partitions)
    {
        int now = 0, most = 0;
        partitions = 0;
        foreach (char mark in File.ReadAllText(_folder.File("log")))
        {
            now += mark == '+' ? 1 : -1;
            partitions += mark == '+' ? 1 : 0;
            most = Math.Max(most, now);
        }

        Assert.Equal(0, now);
        return most;
    }
}
