using LtoPar.Platform.Native;

namespace LtoPar.Platform.Jobs;

/// <summary>
/// The slots of a jobserver: one is free, each other one is a token, which is taken when a job is to be begun and given back after it. The free one is
/// used first and given up last, so that tokens are held for as short as can be. Who waits is woken by a token, or by the end of the run; not by the free slot,
/// which is free only when no job is under way, and then the thread that gave it up takes it again.
/// </summary>
public sealed unsafe class JobServerSlots : IJobSlots, IDisposable
{
    private readonly JobServer _server;
    private readonly Lock _lock = new();
    private readonly int _closedRead;
    private readonly int _closedWrite;
    private int _running;
    private bool _isClosed;

    public JobServerSlots(JobServer server)
    {
        _server = server;
        int* ends = stackalloc int[2];
        if (Libc.Pipe(ends, Libc.OpenCloseOnExec) != 0)
        {
            throw new InvalidOperationException("no pipe can be made");
        }

        (_closedRead, _closedWrite) = (ends[0], ends[1]);
    }

    public bool Take()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_isClosed)
                {
                    return false;
                }

                if (_running == 0 || _server.TryTake())
                {
                    _running++;
                    return true;
                }
            }

            _server.Wait(_closedRead);
        }
    }

    public void Give()
    {
        lock (_lock)
        {
            _running--;
            if (_running > 0)
            {
                _server.Give();
            }
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                byte end = 0;
                _ = Libc.Write(_closedWrite, &end, 1);
            }
        }
    }

    /// <summary>After the run.</summary>
    public void Dispose()
    {
        _ = Libc.Close(_closedRead);
        _ = Libc.Close(_closedWrite);
    }
}
