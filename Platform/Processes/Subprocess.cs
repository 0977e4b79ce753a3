using System.ComponentModel;
using System.Diagnostics;
using LtoPar.Platform.Native;

namespace LtoPar.Platform.Processes;

/// <summary>Another program that works for this one, and ends with it.</summary>
public sealed class Subprocess : IDisposable
{
    private const int Terminate = 15;
    private const int PatienceMilliseconds = 1000;

    private static readonly Lock s_lock = new();
    private static readonly List<Subprocess> s_running = [];

    private readonly Process _process;

    private Subprocess(Process process)
    {
        _process = process;
    }

    public StreamWriter StandardInput => _process.StandardInput;

    /// <summary>Its standard input as bytes.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Its standard output as bytes.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    public StreamReader Error => _process.StandardError;

    /// <summary>128 and the signal's number when a signal ended it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <exception cref="LtoParException">It cannot be run.</exception>
    public static Subprocess Start(ProcessStartInfo start)
    {
        try
        {
            lock (s_lock)
            {
                Subprocess started = new(Process.Start(start) ?? throw new LtoParException(start.FileName, "cannot be run"));
                s_running.Add(started);
                return started;
            }
        }
        catch (Win32Exception e)
        {
            throw new LtoParException(start.FileName, $"cannot be run: {e.Message}", e);
        }
    }

    /// <summary>
    /// Ends those that run, for a process that is about to end itself: no process starts from now on, and a thread that waits for one waits for ever, so that
    /// no thread reports the end that was asked for as a failure.
    /// </summary>
    public static void EndAllBeforeExit()
    {
        s_lock.Enter();
        foreach (Subprocess running in s_running)
        {
            // Linkers remove their temporary files when they are told to end.
            if (!running._process.HasExited && Posix.Kill(running._process.Id, Terminate) == 0)
            {
                running._process.WaitForExit(PatienceMilliseconds);
            }

            running._process.Kill();
        }
    }

    /// <summary>
    /// Reads standard output and standard error to their ends, and waits for the program's. By a thread and not a task: the pool would start several, each
    /// with a stack and a piece of heap, for a program that mostly says nothing.
    /// </summary>
    public (byte[] Output, byte[] Error) Finish()
    {
        using MemoryStream output = new();
        using MemoryStream error = new();
        Thread reader = new(() => _process.StandardError.BaseStream.CopyTo(error));
        reader.Start();
        _process.StandardOutput.BaseStream.CopyTo(output);
        reader.Join();
        Wait();
        return (output.ToArray(), error.ToArray());
    }

    /// <summary>Kills it if it still runs, and does not wait.</summary>
    public void End() => _process.Kill();

    /// <summary>Kills it and what it has started: a shell's programs have its pipes open, and would be waited for.</summary>
    public void KillAll() => _process.Kill(entireProcessTree: true);

    /// <summary>Waits for a process that writes where this one does.</summary>
    public void Wait()
    {
        _process.WaitForExit();
        lock (s_lock)
        {
            s_running.Remove(this);
        }
    }

    /// <summary>Kills it if it still runs.</summary>
    public void Dispose()
    {
        _process.Kill();
        Wait();
        _process.Dispose();
    }
}
