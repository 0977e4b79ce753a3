using System.Diagnostics;

namespace LtoPar.TestSupport.Servers;

/// <summary>
/// Debian's Slurm as a cluster of two nodes with two processors each, all of it on this machine: a controller and a daemon for each node, on ports that were
/// free, with everything that they write in one folder.
/// </summary>
public sealed class SlurmCluster : IDisposable
{
    private readonly string _folder;
    private readonly ServerProcess _controller;
    private readonly List<ServerProcess> _nodes = [];

    /// <param name="folder">It is made.</param>
    public SlurmCluster(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(Path.Combine(folder, "state"));
        Directory.CreateDirectory(Path.Combine(folder, "spool"));
        string host = Environment.MachineName;
        File.WriteAllText(
            Configuration,
            $"""
            ClusterName=test
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={FreePort.Find()}
            SlurmctldPidFile={folder}/controller.pid
            SlurmctldTimeout=5
            SlurmdPidFile={folder}/%n.pid
            SlurmdTimeout=5
            SlurmUser={Environment.UserName}
            SlurmdUser={Environment.UserName}
            StateSaveLocation={folder}/state
            SlurmdSpoolDir={folder}/spool/%n
            AuthType=auth/none
            CredType=cred/none
            ProctrackType=proctrack/pgid
            TaskPlugin=task/none
            SwitchType=switch/none
            MpiDefault=none
            JobAcctGatherType=jobacct_gather/none
            ReturnToService=2
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU
            NodeName=one NodeHostname={host} NodeAddr=127.0.0.1 Port={FreePort.Find()} CPUs=2
            NodeName=two NodeHostname={host} NodeAddr=127.0.0.1 Port={FreePort.Find()} CPUs=2
            PartitionName=all Nodes=ALL Default=YES State=UP

            """);
        _controller = Start("slurmctld", Path.Combine(folder, "controller.pid"));
        foreach (string node in new[] { "one", "two" })
        {
            _nodes.Add(Start("slurmd", Path.Combine(folder, $"{node}.pid"), "-N", node));
        }
    }

    /// <summary>What SLURM_CONF of clients has to name.</summary>
    public string Configuration => Path.Combine(_folder, "slurm.conf");

    public void Dispose()
    {
        _nodes.ForEach(node => node.Dispose());
        _controller.Dispose();
    }

    private ServerProcess Start(string program, string pid, params string[] arguments)
    {
        string path = Repository.Existing($"/usr/sbin/{program}", $"apt install {program}, or scripts/setup.sh");
        // Its messages go to a file of its folder: nobody reads a pipe.
        string log = Path.Combine(_folder, Path.GetFileNameWithoutExtension(pid) + ".log");
        return new ServerProcess(new ProcessStartInfo(path, [.. arguments, "-D", "-f", Configuration, "-L", log]), pid);
    }
}
