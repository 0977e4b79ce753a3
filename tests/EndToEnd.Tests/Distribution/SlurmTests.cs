using LtoPar.EndToEnd.Tests.Caching;
using LtoPar.TestSupport.Servers;

namespace LtoPar.EndToEnd.Tests.Distribution;

/// <summary>The template for Slurm, as docs/distributed.md has it, on two nodes.</summary>
public sealed class SlurmTests : IDisposable
{
    private readonly CacheWorkshop _workshop = new();
    private readonly SlurmCluster _cluster;

    public SlurmTests() => _cluster = new SlurmCluster(_workshop.File("cluster"));

    public void Dispose()
    {
        _cluster.Dispose();
        _workshop.Dispose();
    }

    [Fact]
    public void Partitions_are_steps_on_two_nodes()
    {
        string input = Corpus.File("lua", "opt.bc");
        string[] options = ["--stage=codegen", "-O1", "-fPIC", "--final-link"];
        Directory.CreateDirectory(_workshop.File("plain"));
        Directory.CreateDirectory(_workshop.File("far"));
        Tools.Check(Tools.LtoPar, [input, .. options, "-o", _workshop.File("plain/lua.o")]);
        string step = _workshop.Script("step", $"echo \"$SLURMD_NODENAME\" >>'{_workshop.File("nodes")}'; exec \"$@\"");
        Finished run = Allocate(
            [Tools.LtoPar, input, .. options, "-o", _workshop.File("far/lua.o"), .. Distributor($"srun --exact -N1 -n1 -c1 {step} %c")]);
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(Tools.HashOf(_workshop.File("plain/lua.o")), Tools.HashOf(_workshop.File("far/lua.o")));
        Assert.Equal(["one", "two"], File.ReadAllLines(_workshop.File("nodes")).Distinct().Order());
    }

    /// <summary>srun waits for a node without limit, and the distributor does not.</summary>
    [Fact]
    public void A_step_that_does_not_end_is_an_error_that_says_so()
    {
        Finished run = Allocate(
        [
            Tools.LtoPar, _workshop.Input, "--final-link", "-o", _workshop.File("p.o"), "--distributor-arg=--timeout=2",
            .. Distributor("srun --exact -N1 -n1 -c1 tail -f /dev/null; : %c"),
        ]);
        Assert.Equal(1, run.Status);
        Assert.Matches("lto-par-distribute-command: error: .*: not done after 2 s by 'srun --exact", run.Error);
        Assert.False(File.Exists(_workshop.File("p.o")));
    }

    private static string[] Distributor(string template) =>
        [$"--distributor={Tools.Distributor("command")}", "--distributor-arg=-j4", $"--distributor-arg={template}"];

    private Finished Allocate(string[] command) => Tools.Run(
        "salloc", ["-Q", "-N2", "-n4", .. command], _workshop.File(""), [("SLURM_CONF", _cluster.Configuration), ("LTO_PAR_CACHE_DIR", "")]);
}
