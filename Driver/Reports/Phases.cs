using System.Diagnostics;
using System.Globalization;

namespace LtoPar.Driver.Reports;

/// <summary>The named phases of a run and their wall times. The run begins when this is made.</summary>
internal sealed class Phases(TextWriter? log)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<Phase> _done = [];

    /// <summary>In the order in which they ended. They do not overlap.</summary>
    public IReadOnlyList<Phase> Done => _done;

    /// <summary>The time since the run began.</summary>
    public TimeSpan Now => At(Stopwatch.GetTimestamp());

    /// <summary>A moment as <see cref="Stopwatch"/> tells it, counted from the start of the run.</summary>
    public TimeSpan At(long timestamp) => Stopwatch.GetElapsedTime(_start, timestamp);

    /// <summary>Says what is being done, for -v.</summary>
    public void Say(string text) => log?.WriteLine($"lto-par: {text}");

    public void Run(string name, Action action) => Run(name, () =>
    {
        action();
        return 0;
    });

    public T Run<T>(string name, Func<T> action)
    {
        TimeSpan started = Now;
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        T result = action();
        Add(name, started, Now - started, Environment.CpuUsage.TotalTime - cpu);
        return result;
    }

    /// <summary>Adds a phase that the caller timed.</summary>
    /// <returns>The time when it ended.</returns>
    public TimeSpan Add(string name, TimeSpan started, TimeSpan wall, TimeSpan cpu = default)
    {
        lock (_done)
        {
            _done.Add(new Phase(name, started, wall) { Cpu = cpu });
        }

        log?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lto-par: {name}: {wall.TotalMilliseconds:0.0} ms"));
        return started + wall;
    }
}
