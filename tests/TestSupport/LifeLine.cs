using System.Diagnostics;

namespace LtoPar.TestSupport;

/// <summary>
/// Tells when a process is gone that is not a child of the test: it keeps a named pipe open for writing (exec 9>PIPE in a shell), and a reader meets
/// the pipe's end when the last such process has ended, however it did.
/// </summary>
public sealed class LifeLine : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private readonly Process _reader;

    /// <param name="pipe">The path of the pipe, which is made.</param>
    public LifeLine(string pipe)
    {
        Finished made = ProcessRunner.Run("mkfifo", [pipe]);
        _reader = made.Status == 0
            ? Process.Start(new ProcessStartInfo("cat", [pipe]) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("cannot run cat")
            : throw new InvalidOperationException(made.Error);
    }

    /// <summary>Waits for the end of all processes that have the pipe open, of which there has to be one.</summary>
    /// <returns>False: one outlives the time that this waits.</returns>
    public bool HasEnded() => _reader.WaitForExit(s_limit);

    public void Dispose()
    {
        _reader.Kill();
        _reader.Dispose();
    }
}
