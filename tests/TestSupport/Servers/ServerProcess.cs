using System.Diagnostics;

namespace LtoPar.TestSupport.Servers;

/// <summary>A server that a test has started, and what it has started in turn.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly string _program;

    /// <param name="ready">The files that it writes when it listens; they are not there.</param>
    public ServerProcess(ProcessStartInfo start, params string[] ready)
    {
        _program = start.FileName;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"cannot run {_program}");
        Array.ForEach(ready, FileEvents.WaitForFile);
    }

    public int Id => _process.Id;

    /// <summary>Ends all of it at once, whatever it is doing.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        if (!_process.WaitForExit(s_limit))
        {
            throw new TimeoutException($"{_program} outlives its end");
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
