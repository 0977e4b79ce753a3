using System.Diagnostics;

namespace LtoPar.TestSupport;

/// <summary>Waits for changes that other processes make to files. The kernel tells of each, so nothing is looked at again and again.</summary>
public static class FileEvents
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    /// <summary>Waits for a file to appear under its name; it should be given the name once it is whole.</summary>
    /// <exception cref="TimeoutException">It has not appeared.</exception>
    public static void WaitForFile(string path) => WaitUntil(Path.GetDirectoryName(path)!, () => File.Exists(path), $"there is no {path}");

    /// <summary>Waits until something is true of the entries of a folder.</summary>
    /// <param name="failure">The message if it never is.</param>
    /// <exception cref="TimeoutException">It has not come true.</exception>
    public static void WaitUntil(string folder, Func<bool> isTrue, string failure)
    {
        using AutoResetEvent changed = new(false);
        using FileSystemWatcher watcher = new(folder);
        watcher.Created += (_, _) => changed.Set();
        watcher.Deleted += (_, _) => changed.Set();
        watcher.Renamed += (_, _) => changed.Set();
        watcher.Error += (_, _) => changed.Set(); // events were lost: look again
        watcher.EnableRaisingEvents = true;
        Stopwatch clock = Stopwatch.StartNew();
        while (!isTrue())
        {
            TimeSpan left = s_limit - clock.Elapsed;
            if (left <= TimeSpan.Zero || !changed.WaitOne(left))
            {
                throw new TimeoutException($"{failure} after {s_limit}");
            }
        }
    }
}
