namespace LtoPar.Backend.Memory;

/// <summary>
/// Lets jobs in while what they are predicted to need is within the limit. One job at a time is always let in: a limit makes a run slower, it never
/// makes it fail. Nothing else follows from it: the order of work and the objects are the same.
/// </summary>
/// <param name="limit">Bytes that jobs may need together.</param>
public sealed class MemoryBudget(long limit)
{
    private readonly object _lock = new();
    private long _used;
    private int _running;

    /// <summary>The most that jobs running together were predicted to need so far.</summary>
    public long Peak { get; private set; }

    /// <summary>Not everything fits at once, so what is free should go back to the system.</summary>
    public bool IsTight { get; private set; }

    /// <param name="bytes">What all jobs need together.</param>
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

    /// <summary>A job has given back what it was let in with.</summary>
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
