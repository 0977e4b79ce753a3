namespace LtoPar.RemoteApis.Store;

/// <summary>
/// How long a worker waits for an answer before it compiles: a server that is slow or dead may cost a hundredth of the run, and no more. What compiling takes
/// is guessed from the bytes of the input, low, until it is known. All workers draw on one account: it starts with a hundredth of the guess, each wait is taken
/// off it, what was compiled pays in a hundredth of its time, and a hit half of what it saved. A wait may take half of what is there, so that many workers that
/// wait at a time do not overdraw it, and a server that is far away but answers is waited for longer and longer. May be used by several threads.
/// </summary>
/// <param name="inputBytes">Those of the bitcode that is compiled.</param>
/// <param name="wait">A user's own limit of each wait, in the account's place; null: the account's.</param>
internal sealed class Patience(long inputBytes, TimeSpan? wait)
{
    /// <summary>Optimising and generating code take 3 to 8 microseconds a byte (docs/performance.md); with debug information, a third of it.</summary>
    private const double MicrosecondsPerByte = 2;

    private const double Share = 0.01;

    private const double ShareAtEnd = 0.005;

    /// <summary>What is always there: enough for a server that is near.</summary>
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(10);

    /// <summary>Less than this brings no answer.</summary>
    private static readonly TimeSpan s_useful = TimeSpan.FromMilliseconds(0.5);

    private readonly Lock _lock = new();
    private TimeSpan _balance = Max(s_least, Share * Saved(inputBytes));

    /// <summary>How long the end of a run may wait for what was sent.</summary>
    /// <param name="run">The time that it has taken.</param>
    public TimeSpan AtEnd(TimeSpan run) => wait ?? Max(s_least, ShareAtEnd * run);

    /// <returns>How long to wait; null: no time is worth while. It is to be given back with <see cref="Settle"/>.</returns>
    public TimeSpan? Grant()
    {
        if (wait is not null)
        {
            return wait;
        }

        lock (_lock)
        {
            TimeSpan grant = _balance / 2;
            if (grant < s_useful)
            {
                return null;
            }

            _balance -= grant;
            return grant;
        }
    }

    /// <param name="waited">May be more than was granted: a thread is not woken at once.</param>
    /// <param name="valueBytes">The size of what came; 0: nothing did.</param>
    public void Settle(TimeSpan granted, TimeSpan waited, long valueBytes)
    {
        lock (_lock)
        {
            _balance += granted - waited + (Saved(valueBytes) / 2);
        }
    }

    /// <param name="made">The time that a value took which was not found.</param>
    public void Earn(TimeSpan made)
    {
        lock (_lock)
        {
            _balance += Share * made;
        }
    }

    private static TimeSpan Saved(long bytes) => TimeSpan.FromMicroseconds(MicrosecondsPerByte * bytes);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
