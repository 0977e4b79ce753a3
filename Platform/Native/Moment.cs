using System.Diagnostics;

namespace LtoPar.Platform.Native;

/// <summary>
/// A moment on two clocks: wall, and the processor time of the calling thread. The second one is the cost of a partition whatever else uses the
/// machine, so schedules are simulated from it.
/// </summary>
public readonly struct Moment
{
    private const int ThreadCpuTime = 3;

    private readonly long _wall;
    private readonly TimeSpan _cpu;

    private Moment(long wall, TimeSpan cpu)
    {
        _wall = wall;
        _cpu = cpu;
    }

    public static Moment Now() => new(Stopwatch.GetTimestamp(), ThreadCpu());

    /// <summary>The times since the moment; only the thread that took it may ask.</summary>
    public (TimeSpan Wall, TimeSpan Cpu) Elapsed() => (Stopwatch.GetElapsedTime(_wall), ThreadCpu() - _cpu);

    private static TimeSpan ThreadCpu() => Posix.ReadClock(ThreadCpuTime, out TimeSpec time) == 0
        ? TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick))
        : throw new InvalidOperationException("the system has no clock for a thread's processor time");
}
