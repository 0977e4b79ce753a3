using System.Runtime.InteropServices;
using LtoPar.Platform.Native;

namespace LtoPar.Platform.Jobs;

/// <summary>
/// A client of the jobserver of make, ninja or cargo: a pipe with a byte for each job that may run besides those that run. Whoever reads a byte may run a job
/// more, and gives back the same byte. The first job of each program is free: it needs no byte.
///
/// The pipe is shared with make and all that it runs, and so are the flags of its descriptors: O_NONBLOCK there would break the others, and a blocking read
/// here could not be broken off. So it is opened again, by its name or through /proc, which gives descriptors of our own. What is held is given back on every
/// way out of the process but SIGKILL; then make has fewer jobs from then on.
/// </summary>
public sealed unsafe class JobServer
{
    private const int NonBlocking = 0x800;

    private static JobServer? s_open;

    private readonly int _read;
    private readonly int _write;
    private readonly Lock _lock = new();
    private readonly Stack<byte> _held = [];

    private JobServer(int read, int write)
    {
        _read = read;
        _write = write;
        s_open = this;
    }

    /// <summary>Tokens that this process holds.</summary>
    public int Held
    {
        get
        {
            lock (_lock)
            {
                return _held.Count;
            }
        }
    }

    /// <summary>Opens it, once in a process.</summary>
    /// <param name="problem">Why it cannot be used, with what to do.</param>
    /// <returns>Null: it cannot.</returns>
    public static JobServer? Open(JobServerOffer offer, out string problem)
    {
        problem = "";
        if (offer.Path is { } path)
        {
            // For reading and writing: opening waits for nobody then, and there is no end of the file when make is gone.
            int pipe = Libc.Open(path, Libc.OpenReadWrite | NonBlocking | Libc.OpenCloseOnExec, 0);
            if (pipe >= 0 && Posix.IsPipe(pipe))
            {
                return new JobServer(pipe, pipe);
            }

            problem = pipe < 0 ? $"{path}: {Marshal.GetLastPInvokeErrorMessage()}" : $"{path} is no named pipe";
            Close(pipe);
            return null;
        }

        if (SharedPipe.Problem(offer.Read, offer.Write) is { } why)
        {
            problem = $"{why}; add '+' to the recipe that links";
            return null;
        }

        int read = Libc.Open($"/proc/self/fd/{offer.Read}", Libc.OpenReadOnly | NonBlocking | Libc.OpenCloseOnExec, 0);
        int write = Libc.Open($"/proc/self/fd/{offer.Write}", Libc.OpenWriteOnly | NonBlocking | Libc.OpenCloseOnExec, 0);
        if (read >= 0 && write >= 0)
        {
            return new JobServer(read, write);
        }

        problem = $"its pipe cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}";
        Close(read);
        Close(write);
        return null;
    }

    /// <summary>Gives back what is held, and takes no more, for a process that is about to end. What it calls allocates nothing.</summary>
    public static void GiveAllBackBeforeExit()
    {
        if (s_open is { } server)
        {
            server._lock.Enter(); // for good
            while (server._held.TryPop(out byte token))
            {
                server.Write(token);
            }
        }
    }

    /// <summary>Takes a token if there is one.</summary>
    public bool TryTake()
    {
        byte token;
        // Under the lock: a process that ends now either has not read the byte, or gives it back.
        lock (_lock)
        {
            if (Libc.Read(_read, &token, 1) != 1)
            {
                return false;
            }

            _held.Push(token);
            return true;
        }
    }

    /// <summary>Waits until there may be a token, or the other descriptor can be read.</summary>
    public void Wait(int other) => Posix.WaitForEither(_read, other);

    /// <summary>Gives a token back, the one that was taken last.</summary>
    public void Give()
    {
        lock (_lock)
        {
            Write(_held.Pop());
        }
    }

    private static void Close(int descriptor)
    {
        if (descriptor >= 0)
        {
            _ = Libc.Close(descriptor);
        }
    }

    private void Write(byte token)
    {
        // A pipe has room for what was in it.
        while (Libc.Write(_write, &token, 1) < 0 && Marshal.GetLastPInvokeError() == Libc.InterruptedCall)
        {
        }
    }
}
