using System.Diagnostics;
using System.Globalization;

namespace LtoPar.TestSupport.Servers;

/// <summary>
/// Two servers of the Remote Execution API that are Bazel's: its RemoteWorker, from Debian's packages. It listens on all addresses and executes what anybody
/// asks for, so both are in a network of their own, which clients have to enter.
/// </summary>
public sealed class RemoteWorkers : IDisposable
{
    private const int FirstPort = 8980;
    private const int FirstHttpPort = 8990;
    private const int Count = 2;

    private readonly ServerProcess _process;

    /// <param name="folder">It is made if it is not there.</param>
    public RemoteWorkers(string folder)
    {
        Finished built = ProcessRunner.Run(Path.Combine(Repository.Root, "scripts/remote-worker.sh"), []);
        if (built.Status != 0)
        {
            throw new InvalidOperationException(built.Error);
        }

        Directory.CreateDirectory(folder);
        string script = string.Concat(Enumerable.Range(0, Count).Select(i => Start(built.Output.Trim(), folder, i)));
        string[] own = Environment.IsPrivilegedProcess ? [] : ["--map-root-user"];
        ProcessStartInfo start = new("unshare", [.. own, "-n", "bash", "-c", $"ip link set lo up\n{script}wait\n"]);
        _process = new ServerProcess(start, [.. Enumerable.Range(0, Count).Select(i => PidFile(folder, i))]);
    }

    public IReadOnlyList<string> Urls { get; } = [.. Enumerable.Range(0, Count).Select(i => $"grpc://127.0.0.1:{FirstPort + i}")];

    /// <summary>Their HTTP caches: /ac/ and /cas/ of the same blobs.</summary>
    public IReadOnlyList<string> HttpUrls { get; } = [.. Enumerable.Range(0, Count).Select(i => $"http://127.0.0.1:{FirstHttpPort + i}")];

    /// <summary>The words before a command that is to reach them.</summary>
    public IReadOnlyList<string> Enter =>
    [
        "nsenter", "-t", _process.Id.ToString(CultureInfo.InvariantCulture), "-n",
        .. Environment.IsPrivilegedProcess ? Array.Empty<string>() : ["-U", "--preserve-credentials"],
    ];

    public void Dispose() => _process.Dispose();

    private static string PidFile(string folder, int i) => Path.Combine(folder, $"pid{i}");

    private static string Start(string program, string folder, int i)
    {
        string work = Path.Combine(folder, $"work{i}");
        string blobs = Path.Combine(folder, $"blobs{i}");
        Directory.CreateDirectory(work);
        Directory.CreateDirectory(blobs);
        string options = $"--work_path='{work}' --cas_path='{blobs}' --listen_port={FirstPort + i} --http_listen_port={FirstHttpPort + i}"
            + $" --jobs=2 --pid_file='{PidFile(folder, i)}'";
        return $"java -Xmx256m -XX:+UseSerialGC -cp '{program}/classes:{program}/A-server.jar' com.google.devtools.build.remote.worker.RemoteWorker"
            + $" {options} >'{folder}/log{i}' 2>&1 &\n";
    }
}
