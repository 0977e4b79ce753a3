namespace LtoPar.RemoteApis.Store;

/// <summary>
/// Whether a server is still asked: not after a few failures in a row, for the rest of the run, nor after one that would repeat itself. May be used by several
/// threads.
/// </summary>
internal sealed class Circuit
{
    private const int MostFailures = 3;

    private int _failures;

    public bool IsOpen => Volatile.Read(ref _failures) >= MostFailures;

    public void Succeeded()
    {
        if (!IsOpen)
        {
            Volatile.Write(ref _failures, 0);
        }
    }

    public void Failed() => Interlocked.Increment(ref _failures);

    /// <summary>Asks no more.</summary>
    public void Open() => Interlocked.Exchange(ref _failures, MostFailures);
}
