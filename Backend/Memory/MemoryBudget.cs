namespace LtoPar.Backend.Memory;

/// <summary>
/// Admits jobs while their predicted memory is within the limit. One job at a time is always admitted: a limit makes a run slower, it never makes it fail. Only
/// the time depends on it: the order of work and the objects are the same.
/// </summary>
/// <param name="limit">Bytes that jobs may need together.</param>
public sealed class MemoryBudget(long limit)
{
    private readonly object _lock = new();
    private long _used;
    private int _running;

    /// <summary>The most that jobs running together were predicted to need so far.</summary>
    public long Peak { get; private set; }

    /// <summary>Whether not everything fits at once, so free memory should go back to the system.</summary>
    public bool IsTight { get; private set; }

    /// <param name="bytes">The bytes that all jobs need together.</param>
    public void Expect(long bytes) => IsTight = bytes > limit;

    /// <summary>Waits until there is room.</summary>
    public void Admit(long bytes)
    {
        lock (_lock)
        {
            while (_running > 0 && _used + bytes > limit)
            {
                Monitor.Wait(_lock);
            }

            _running++;
            _used += bytes;
            Peak = Math.Max(Peak, _used);
        }
    }

    /// <summary>Gives back the bytes that a job was admitted with.</summary>
    public void Release(long bytes)
    {
        lock (_lock)
        {
            _running--;
            _used -= bytes;
            Monitor.PulseAll(_lock);
        }
    }
}
