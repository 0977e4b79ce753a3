using System.Text.Json;

namespace LtoPar.EndToEnd.Tests.Distribution;

/// <summary>The distributors themselves: job files of ld.lld and of tests, hosts that fail, and hosts that lie.</summary>
public sealed class DistributorProgramTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>ThinLTO's own links, whose jobs run clang.</summary>
    [Theory]
    [InlineData("local", "-j2")]
    [InlineData("command", "--shared", "-j2", "%c")]
    [InlineData("command", "--shared", "--hosts=one,two", "cd / && sh -c cd\\ %D\\ '&&'\\ %C # %h")]
    public void A_ThinLTO_link_of_lld_is_distributed(string kind, params string[] options)
    {
        File.WriteAllText(_folder.File("a.c"), "int g(int);\nint f(int x) { return g(x) * 2; }\n");
        File.WriteAllText(_folder.File("b.c"), "int f(int);\nint g(int x) { return x + 1; }\nint main(void) { return f(20) - 42; }\n");
        foreach (string name in new[] { "a", "b" })
        {
            Tools.Check(Tools.Llvm("clang"), "-flto=thin", "-O2", "-c", _folder.File($"{name}.c"), "-o", _folder.File($"{name}.o"));
        }

        string log = _folder.Script("distribute", $"echo ran >>'{_folder.File("ran")}'; exec {Tools.Distributor(kind)} \"$@\"");
        Finished run = Tools.Run(
            Tools.Llvm("clang"),
            [
                "-flto=thin", "-O2", "--ld-path=" + Tools.Llvm("ld.lld"), "a.o", "b.o", "-o", "program", $"-Wl,--thinlto-distributor={log}",
                $"-Wl,--thinlto-remote-compiler={Tools.Llvm("clang")}", .. options.SelectMany(o => new[] { "-Xlinker", $"--thinlto-distributor-arg={o}" }),
            ],
            _folder.Path, []);
        Assert.True(run.Status == 0, run.Error);
        Assert.Equal("ran\n", File.ReadAllText(_folder.File("ran")));
        Tools.Check(_folder.File("program"));
    }

    [Fact]
    public void The_first_failure_is_said_with_the_command_and_what_it_said()
    {
        Write(["sh", "-c"], ["cp in.bc x.o", "echo bad bitcode >&2; exit 3"]);
        Finished run = Run("local", "-j2", "jobs.json");
        Assert.Equal((1, "", "lto-par-distribute-local: error: 1.o: status 3 of 'sh -c echo bad bitcode >&2; exit 3': bad bitcode\n"),
            (run.Status, run.Output, run.Error));
        Write(["true"], ["x"]);
        Assert.Equal("lto-par-distribute-local: error: 0.o: 'true x' ended with status 0 and did not write 0.o\n", Run("local", "jobs.json").Error);
        Write(["nosuchcompiler"], ["x"]);
        Assert.StartsWith("lto-par-distribute-local: error: 0.o: nosuchcompiler: cannot be run: ", Run("local", "jobs.json").Error, StringComparison.Ordinal);
    }

    /// <summary>What is told from hosts by a template: one is out of order, and the other one does its work.</summary>
    [Fact]
    public void A_host_that_fails_is_named_and_another_takes_the_job()
    {
        byte[] expected = WritePartition();
        Finished run = Run("command", "--hosts=bad,good", "if [ %h = bad ]; then echo asleep >&2; exit 9; fi; %c", "jobs.json");
        Assert.Equal(0, run.Status);
        Assert.Matches("^lto-par-distribute-command: note: p\\.o: status 9 of host bad, '.*': asleep; trying again on good\n$", run.Error);
        Assert.Equal(expected, File.ReadAllBytes(_folder.File("p.o")));
    }

    [Theory]
    [InlineData("what came back is empty", ":")]
    [InlineData("what came back is no ELF object", "echo hello")]
    [InlineData("what came back is damaged", "%c | head -c 300")]
    [InlineData("what came back does not define missing", "%c", "missing")]
    [InlineData("status 4", "exit 4")]
    [InlineData("not done after 1 s", "tail -f /dev/null")]
    public void What_is_no_object_is_refused_with_the_host(string problem, string template, string defines = "f")
    {
        WritePartition(defines);
        Finished run = Run("command", "--hosts=one,two", "--timeout=1", $": %h %a; {template}", "jobs.json");
        AssertRefused(run, problem);
    }

    /// <summary>Hosts that have this machine's files are judged as others are, and what they have left of an object is gone.</summary>
    [Theory]
    [InlineData("what came back is empty", ":")]
    [InlineData("what came back is no ELF object", "echo hello >p.o")]
    [InlineData("what came back does not define missing", "%c", "missing")]
    [InlineData("status 4", "%c; exit 4")]
    public void What_shared_files_have_is_judged(string problem, string template, string defines = "f")
    {
        WritePartition(defines);
        Finished run = Run("command", "--shared", "--hosts=one,two", $": %h %a; {template}", "jobs.json");
        AssertRefused(run, problem);
        WritePartition("f");
        run = Run("command", "--shared", "--hosts=one", "--local=1", "%c # %h", "jobs.json");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.True(File.Exists(_folder.File("p.o")));
    }

    [Theory]
    [InlineData("lto-par-distribute-local: error: no job file", "local")]
    [InlineData("lto-par-distribute-local: error: nosuch.json: cannot be read: no such file", "local", "nosuch.json")]
    [InlineData("lto-par-distribute-local: error: unknown argument '--hosts=a'", "local", "--hosts=a", "x")]
    [InlineData("lto-par-distribute-local: error: -j: '0' is not a number from 1", "local", "-j0", "x")]
    [InlineData("lto-par-distribute-command: error: give a template", "command", "jobs.json")]
    [InlineData("lto-par-distribute-command: error: --hosts: '-oProxyCommand' is not HOST", "command", "--hosts=-oProxyCommand", "%c %h", "x")]
    [InlineData("lto-par-distribute-command: error: the template does not say", "command", "lto-par compile - -o -", "x")]
    public void Mistakes_are_said(string message, string kind, params string[] arguments)
    {
        Finished run = Run(kind, arguments);
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_one_page_of_help()
    {
        string page = Tools.Check(Tools.Distributor("local"), "--help");
        Assert.Equal(page, Tools.Check(Tools.Distributor("command"), "--help"));
        Assert.All(page.Split('\n'), line => Assert.True(line.Length <= 120, line));
    }

    /// <summary>Both hosts were tried and are named, and there is no object.</summary>
    private void AssertRefused(Finished run, string problem)
    {
        Assert.Equal(1, run.Status);
        Assert.Matches($"^lto-par-distribute-command: note: p\\.o: {problem}.* host one, .*; trying again on two\n"
            + $"lto-par-distribute-command: error: p\\.o: {problem}.* host two, .*\n$", run.Error);
        Assert.False(File.Exists(_folder.File("p.o")));
    }

    private Finished Run(string kind, params string[] arguments) => Tools.Run(Tools.Distributor(kind), arguments, _folder.Path, []);

    private void Write(string[] common, string[] scripts)
    {
        File.WriteAllText(_folder.File("in.bc"), "bitcode");
        File.WriteAllText(_folder.File("jobs.json"), JsonSerializer.Serialize(new
        {
            common = new { linker_output = "a.out", args = common, inputs = Array.Empty<string>() },
            jobs = scripts.Select((script, i) => new
            {
                args = new[] { script },
                inputs = new[] { "in.bc", "in.txt" },
                outputs = new[] { script.StartsWith("cp", StringComparison.Ordinal) ? "x.o" : $"{i}.o" },
            }),
        }));
    }

    /// <returns>The object of the job.</returns>
    private byte[] WritePartition(string defines = "f")
    {
        File.WriteAllText(_folder.File("p.ll"), "target triple = \"x86_64-pc-linux-gnu\"\ndefine void @f() { ret void }\n");
        Tools.Check(Tools.Llvm("llvm-as"), _folder.File("p.ll"), "-o", _folder.File("p.bc"));
        File.WriteAllText(_folder.File("p.defines.txt"), defines + "\n");
        File.WriteAllText(_folder.File("jobs.json"), JsonSerializer.Serialize(new
        {
            common = new { linker_output = "a.out", args = new[] { Tools.LtoPar, "compile", "-O1" }, inputs = Array.Empty<string>() },
            jobs = new[] { new { args = new[] { "p.bc", "-o", "p.o" }, inputs = new[] { "p.bc", "p.defines.txt" }, outputs = new[] { "p.o" } } },
        }));
        Tools.Check(Tools.LtoPar, "compile", "-O1", _folder.File("p.bc"), "-o", _folder.File("expected.o"));
        return File.ReadAllBytes(_folder.File("expected.o"));
    }
}
