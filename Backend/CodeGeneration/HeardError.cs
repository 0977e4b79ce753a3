using System.Text;
using LtoPar.Backend.Native;

namespace LtoPar.Backend.CodeGeneration;

/// <summary>What is written to the process's standard error, kept back until it is stopped. For moments with one thread.</summary>
internal sealed class HeardError : IDisposable
{
    private readonly int _saved = Posix.Duplicate(2);
    private readonly int _memory = Posix.CreateMemoryFile("lto-par-stderr", 0);
    private bool _stopped;

    public HeardError()
    {
        if (_saved < 0 || _memory < 0)
        {
            throw new InvalidOperationException("cannot redirect stderr to hear what LLVM says");
        }

        _ = Posix.DuplicateTo(_memory, 2);
    }

    /// <returns>All that was written.</returns>
    public string Stop()
    {
        _stopped = true;
        _ = Posix.DuplicateTo(_saved, 2);
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
