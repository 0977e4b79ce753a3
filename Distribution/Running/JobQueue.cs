using System.Diagnostics;
using LtoPar.Distribution.JobFiles;
using LtoPar.Platform;

namespace LtoPar.Distribution.Running;

/// <summary>
/// Runs the jobs of a file on slots, one job a slot at a time. The job with the largest bitcode is first, since what starts last should be short. A job that
/// fails is run once more, on the next host where there are several; if it fails again, no other job is begun, and those under way are finished.
/// </summary>
/// <param name="site">Where jobs are run.</param>
/// <param name="slots">The host of each slot; a host stands here as many times as it takes jobs at a time.</param>
/// <param name="retries">How often a job that failed is run again.</param>
/// <param name="note">Is told of a failure that another try may mend.</param>
public sealed class JobQueue(IJobSite site, IReadOnlyList<string> slots, int retries, Action<string> note)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, string> _failures = [];
    private readonly SortedDictionary<int, JobRun> _runs = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _next;

    /// <summary>Where and when each job ran that succeeded, in the order of the file.</summary>
    public IReadOnlyList<JobRun> Runs => [.. _runs.Values];

    /// <exception cref="LtoParException">A job failed; of several, the first in the file.</exception>
    public void Run(JobFile file)
    {
        int[] order = [.. Enumerable.Range(0, file.Jobs.Count).OrderBy(i => -SizeOf(file.Jobs[i].Bitcode)).ThenBy(i => i)];
        Thread[] threads = [.. slots.Take(Math.Max(order.Length, 1)).Select((_, slot) => new Thread(() => Work(file, order, slot)) { IsBackground = true })];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        if (_failures.Count > 0)
        {
            throw new LtoParException(file.Jobs[_failures.First().Key].Object, _failures.First().Value);
        }
    }

    private static long SizeOf(string file) => new FileInfo(file) is { Exists: true } info ? info.Length : 0;

    private void Work(JobFile file, int[] order, int slot)
    {
        while (Next(order) is { } job)
        {
            string host = slots[slot];
            TimeSpan started = Stopwatch.GetElapsedTime(_start);
            string? failure = Try(file, file.Jobs[job], slot, ref host);
            lock (_lock)
            {
                if (failure is not null)
                {
                    _failures[job] = failure;
                }
                else
                {
                    _runs[job] = new JobRun(file.Jobs[job].Object, host, started, Stopwatch.GetElapsedTime(_start));
                }
            }
        }
    }

    private int? Next(int[] order)
    {
        lock (_lock)
        {
            return _failures.Count == 0 && _next < order.Length ? order[_next++] : null;
        }
    }

    /// <param name="host">The first to try; then the one of the last try.</param>
    /// <returns>What the last try failed of; null: one succeeded.</returns>
    private string? Try(JobFile file, RemoteJob job, int slot, ref string host)
    {
        string? failure = Attempt(file, job, host);
        for (int i = 0; i < retries && failure is not null; i++)
        {
            string failed = host;
            host = slots.Skip(slot + 1).Concat(slots).FirstOrDefault(other => other != failed) ?? host;
            note($"{job.Object}: {failure}; trying again{(host.Length > 0 ? " on " + host : "")}");
            failure = Attempt(file, job, host);
        }

        return failure;
    }

    private string? Attempt(JobFile file, RemoteJob job, string host)
    {
        try
        {
            return site.Run(file, job, host);
        }
        catch (LtoParException e)
        {
            return e.ToString();
        }
    }
}
