using System.Text;
using LtoPar.Platform.Crashes;

namespace LtoPar.Platform.Native;

/// <summary>
/// Captures messages that LLVM writes to the process's standard error and nowhere else: names of processors that it does not know, options that it
/// refuses, findings of its verifier when it reads a module. They are kept back from construction until <see cref="Stop"/>. This must be done while
/// no other thread writes, since the whole process is redirected.
/// </summary>
public sealed class StandardErrorText : IDisposable
{
    private const int StandardError = 2;

    private readonly int _saved = Posix.Duplicate(StandardError);
    private readonly int _memory = Posix.CreateMemoryFile("lto-par-stderr", 0);
    private bool _stopped;

    public StandardErrorText()
    {
        if (_saved < 0 || _memory < 0)
        {
            throw new InvalidOperationException("cannot redirect stderr to hear what LLVM says");
        }

        _ = Posix.DuplicateTo(_memory, StandardError);
        NativeCrash.StandardError = _saved;
    }

    /// <returns>The text that was written while the action ran, empty as a rule.</returns>
    public static string Listen(Action action)
    {
        using StandardErrorText heard = new();
        action();
        return heard.Stop();
    }

    /// <returns>All that was written.</returns>
    public string Stop()
    {
        _stopped = true;
        NativeCrash.StandardError = StandardError;
        _ = Posix.DuplicateTo(_saved, StandardError);
        _ = Posix.Close(_saved);
        using FileStream stream = new(new Microsoft.Win32.SafeHandles.SafeFileHandle(_memory, ownsHandle: true), FileAccess.Read);
        stream.Position = 0;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public void Dispose()
    {
        if (!_stopped)
        {
            Stop();
        }
    }
}
