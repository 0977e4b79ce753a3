using LtoPar.EndToEnd.Tests.Caching;
using LtoPar.EndToEnd.Tests.Workers;
using LtoPar.TestSupport.Servers;

namespace LtoPar.EndToEnd.Tests.Distribution;

/// <summary>Debian's distccd on two ports, as two hosts. Whatever a host does, the object is the right one, or a refusal names the host.</summary>
public sealed class DistccTests(PlantedLlvm planted) : IClassFixture<PlantedLlvm>, IDisposable
{
    private static readonly string s_compiler = Repository.Existing(Path.Combine(Tools.Root, "out/bin/lto-par-cc"), "run scripts/build.sh");

    private readonly CacheWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Partitions_are_compiled_on_two_hosts()
    {
        string input = Corpus.File("lua", "opt.bc");
        Directory.CreateDirectory(_workshop.File("plain"));
        Directory.CreateDirectory(_workshop.File("far"));
        string[] options = [input, "--stage=codegen", "-O1", "-mcpu=native", "-fPIC", "--final-link"];
        Tools.Check(Tools.LtoPar, [.. options, "-o", _workshop.File("plain/lua.o")]);
        using DistccServer one = Start("one"), two = Start("two");
        Tools.Check(Tools.LtoPar, [.. options, "-o", _workshop.File("far/lua.o"), .. Distributor($"{one.Host}/2,{two.Host}")]);
        Assert.Equal(Tools.HashOf(_workshop.File("plain/lua.o")), Tools.HashOf(_workshop.File("far/lua.o")));
        Assert.True(one.Jobs > 1 && two.Jobs > 1, $"{one.Jobs} and {two.Jobs} jobs");
    }

    [Fact]
    public void A_host_that_is_gone_is_named_and_the_other_takes_its_jobs()
    {
        byte[] expected = _workshop.Compile();
        using DistccServer one = Start("one"), gone = Start("gone");
        gone.Kill();
        Finished run = _workshop.Run(Distributor($"{gone.Host},{one.Host}"));
        Assert.Equal(0, run.Status);
        Assert.Matches($"status 116 of distcc for host {gone.Host}.*; trying again on {one.Host}", run.Error);
        Assert.Equal(expected, File.ReadAllBytes(_workshop.File("p.o")));

        File.Delete(_workshop.File("p.o"));
        run = _workshop.Run(Distributor(gone.Host));
        Assert.Equal(1, run.Status);
        Assert.Matches($"lto-par-distribute-distcc: error: .*: status 116 of distcc for host {gone.Host}", run.Error);
        Assert.False(File.Exists(_workshop.File("p.o")));
    }

    [Fact]
    public void A_host_that_dies_at_its_work_is_replaced()
    {
        byte[] expected = _workshop.Compile();
        using DistccServer one = Start("one");
        string log = _workshop.File("log");
        using DistccServer dying = Start("dying", ("LTO_PAR_LIBLLVM", planted.Library), ("PLANT_LOG", log), ("PLANT_SLOW", "300"));
        Thread killer = new(() =>
        {
            FileEvents.WaitForFile(log);
            dying.Kill();
        });
        killer.Start();
        Finished run = _workshop.Run([.. Distributor($"{dying.Host},{one.Host}"), "--distributor-arg=-v"]);
        killer.Join();
        Assert.Equal(0, run.Status);
        // It has failed, or the other host was faster than the killer.
        Assert.Matches($"of distcc for host {dying.Host}|by host {dying.Host}; host {one.Host} does it too", run.Error);
        Assert.Equal(expected, File.ReadAllBytes(_workshop.File("p.o")));
    }

    [Fact]
    public void A_host_that_takes_too_long_is_named()
    {
        using DistccServer slow = Start("slow", ("LTO_PAR_LIBLLVM", planted.Library), ("PLANT_LOG", _workshop.File("log")), ("PLANT_SLOW", "300"));
        Finished run = _workshop.Run([.. Distributor(slow.Host), "--distributor-arg=--timeout=1"]);
        Assert.Equal(1, run.Status);
        Assert.Contains($"not done after 1 s by host {slow.Host}", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_workshop.File("p.o")));
    }

    /// <summary>A host of another libLLVM might make another object; it is told apart by its build, whatever its version says.</summary>
    [Fact]
    public void A_host_with_another_build_of_LLVM_is_refused()
    {
        using DistccServer host = Start("host", ("LTO_PAR_LIBLLVM", _workshop.OtherLibrary()));
        Finished run = _workshop.Run(Distributor(host.Host));
        Assert.Equal(1, run.Status);
        const string Build = "build [0-9a-f]{16}";
        Assert.Matches($"for host {host.Host}.*the job is for {Build} of lto-par and libLLVM, and here is {Build} \\(LLVM 22", run.Error);
        Assert.False(File.Exists(_workshop.File("p.o")));
    }

    /// <summary>distcc runs what it does not like on this machine, whatever it was told: lto-par-cc refuses there.</summary>
    [Fact]
    public void Nothing_is_compiled_here_in_silence()
    {
        string folder = Directory.CreateDirectory(_workshop.File("bin")).FullName;
        _workshop.Script("bin/distcc", "exec \"$@\"");
        Finished run = Tools.Run(
            Tools.LtoPar, [_workshop.Input, "--final-link", "-o", _workshop.File("p.o"), .. Distributor("somewhere")], null,
            [("PATH", $"{folder}:{Path.GetDirectoryName(s_compiler)}:{Environment.GetEnvironmentVariable("PATH")}")]);
        Assert.Equal(1, run.Status);
        Assert.Contains("host somewhere: lto-par: error: distcc would compile on this machine", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Hosts_have_to_be_named()
    {
        Finished run = Tools.Run(Tools.Distributor("distcc"), "jobs.json");
        Assert.Equal(1, run.Status);
        Assert.StartsWith("lto-par-distribute-distcc: error: no hosts; give them as --hosts=", run.Error, StringComparison.Ordinal);
    }

    private static string[] Distributor(string hosts) => [$"--distributor={Tools.Distributor("distcc")}", $"--distributor-arg=--hosts={hosts}"];

    private DistccServer Start(string name, params (string, string)[] variables) => new(_workshop.File(name), s_compiler, variables);
}
