using LtoPar.EndToEnd.Tests.Caching;

namespace LtoPar.EndToEnd.Tests.Distribution;

/// <summary>
/// The template for ssh, as docs/distributed.md has it, with Debian's sshd. Each connection starts one of its own, on a pipe (sshd -i): no port is
/// opened, and none is left. Root's sshd wants a folder in /run, which is made where nobody else sees it.
/// </summary>
public sealed class SshTests : IDisposable
{
    private const string Sshd = "/usr/sbin/sshd";

    private readonly CacheWorkshop _workshop = new();

    public SshTests()
    {
        foreach (string key in new[] { "host", "own" })
        {
            Tools.Check("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", _workshop.File(key));
        }

        File.WriteAllText(
            _workshop.File("sshd_config"),
            $"HostKey {_workshop.File("host")}\nAuthorizedKeysFile {_workshop.File("own.pub")}\nUsePAM no\nStrictModes no\n"
                + "PermitRootLogin prohibit-password\n");
    }

    private static bool IsRoot { get; } = Tools.Check("id", "-u").Trim() == "0";

    /// <summary>The options that a user has in a configuration of his own.</summary>
    private string Access =>
        $"-F none -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -i '{_workshop.File("own")}' "
        + $"-o ProxyCommand='{Repository.Existing(Sshd, "run scripts/setup.sh")} -i -f {_workshop.File("sshd_config")}'";

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Partitions_are_compiled_on_hosts_behind_ssh()
    {
        byte[] expected = _workshop.Compile("--partition=dfs", "--max-functions=4");
        string control = $"-o ControlMaster=auto -o ControlPath='{_workshop.File("ssh-%%C")}' -o ControlPersist=60";
        Finished run = Compile($"ssh {Access} {control} %h {Tools.LtoPar} %A", "one/2,two");
        foreach (string host in new[] { "one", "two" })
        {
            // The connections that stay for the next job.
            Tools.Run("sh", "-c", $"ssh {Access} -o ControlPath='{_workshop.File("ssh-%C")}' -O exit {host}");
        }

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(expected, File.ReadAllBytes(_workshop.File("p.o")));
    }

    [Fact]
    public void A_host_without_lto_par_is_named()
    {
        Finished run = Compile($"ssh {Access} %h /no/such/lto-par %A", "here");
        Assert.Equal(1, run.Status);
        Assert.Matches("status 127 of host here, 'ssh .*/no/such/lto-par", run.Error);
        Assert.False(File.Exists(_workshop.File("p.o")));
    }

    private Finished Compile(string template, string hosts)
    {
        string[] command =
        [
            Tools.LtoPar, _workshop.Input, "--max-functions=4", "--final-link", "-o", _workshop.File("p.o"),
            $"--distributor={Tools.Distributor("command")}", $"--distributor-arg=--hosts={hosts}", $"--distributor-arg={template}",
        ];
        return IsRoot
            ? Tools.Run("unshare", ["-m", "bash", "-c", "mount -t tmpfs none /run && mkdir -m 755 /run/sshd && exec \"$@\"", "bash", .. command])
            : Tools.Run(command[0], command[1..]);
    }
}
