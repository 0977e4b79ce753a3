using System.Diagnostics;

namespace LtoPar.TestSupport.Servers;

/// <summary>
/// Debian's distccd on a port of this machine, with one compiler. Everything that it writes is in one folder. It refuses to be root's, and another user may not
/// reach what a test has built, so root's is in a namespace in which root is called otherwise.
/// </summary>
public sealed class DistccServer : IDisposable
{
    private readonly string _folder;
    private readonly ServerProcess _process;

    /// <param name="folder">It is made.</param>
    /// <param name="compiler">The compiler's path; its name is what clients may ask for.</param>
    /// <param name="variables">More of the environment of its compilers.</param>
    public DistccServer(string folder, string compiler, params (string Name, string Value)[] variables)
    {
        _folder = folder;
        int port = FreePort.Find();
        Host = $"127.0.0.1:{port}";
        Directory.CreateDirectory(folder);
        string pid = Path.Combine(folder, "pid");
        string compilers = Path.Combine(folder, "compilers");
        File.WriteAllText(compilers, compiler + "\n");
        string program = Repository.Existing("/usr/bin/distccd", "apt install distcc, or scripts/setup.sh");
        string[] prefix = Environment.UserName == "root" ? ["unshare", "--user", "--map-user=1000"] : [];
        string[] command =
        [
            .. prefix, program, "--daemon", "--no-detach", "--listen", "127.0.0.1", "--allow", "127.0.0.1", "--port", $"{port}", "--jobs", "2",
            "--pid-file", pid, "--log-file", Path.Combine(folder, "log"), "--log-level", "info",
        ];
        ProcessStartInfo start = new(command[0], command[1..]);
        start.Environment["DISTCC_CMDLIST"] = compilers;
        start.Environment["PATH"] = Path.GetDirectoryName(compiler) + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment["TMPDIR"] = folder;
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        _process = new ServerProcess(start, pid); // it listens before it writes that
    }

    /// <summary>As clients name it.</summary>
    public string Host { get; }

    /// <summary>How many jobs it has done, well or not.</summary>
    public int Jobs => File.ReadAllLines(Path.Combine(_folder, "log")).Count(line => line.Contains(" COMPILE_", StringComparison.Ordinal));

    /// <summary>Ends it and its workers at once, whatever they are doing.</summary>
    public void Kill() => _process.Kill();

    public void Dispose() => _process.Dispose();
}
