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
    private int _next;

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
            string? failure = Try(file, file.Jobs[job], slot);
            if (failure is not null)
            {
                lock (_lock)
                {
                    _failures[job] = failure;
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

    /// <returns>What the last try failed of; null: one succeeded.</returns>
    private string? Try(JobFile file, RemoteJob job, int slot)
    {
        string host = slots[slot];
        string? failure = Attempt(file, job, host);
        for (int i = 0; i < retries && failure is not null; i++)
        {
            host = slots.Skip(slot + 1).Concat(slots).FirstOrDefault(other => other != host) ?? host;
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
