using System.Diagnostics;
using System.Globalization;

namespace LtoPar.Driver.Reports;

/// <summary>The named phases of a run and their wall times.</summary>
internal sealed class Phases(TextWriter? log)
{
    private readonly List<(string Name, TimeSpan Wall)> _done = [];

    public IReadOnlyList<(string Name, TimeSpan Wall)> Done => _done;

    /// <summary>Says what is being done, for -v.</summary>
    public void Say(string text) => log?.WriteLine($"lto-par: {text}");

    public void Run(string name, Action action) => Run(name, () =>
    {
        action();
        return 0;
    });

    public T Run<T>(string name, Func<T> action)
    {
        long start = Stopwatch.GetTimestamp();
        T result = action();
        Add(name, Stopwatch.GetElapsedTime(start));
        return result;
    }

    /// <summary>Adds a phase that the caller timed.</summary>
    public void Add(string name, TimeSpan wall)
    {
        lock (_done)
        {
            _done.Add((name, wall));
        }

        log?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lto-par: {name}: {wall.TotalMilliseconds:0.0} ms"));
    }
}
