using System.Diagnostics;
using System.Globalization;
using LtoPar.Distribution.JobFiles;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Jobs;

namespace LtoPar.Distribution.Running;

/// <summary>
/// Runs the jobs of a file on slots, one job a slot at a time. The job with the largest bitcode is first, since what starts last should be short. A job that
/// fails is run once more, on the next host where there are several; if it fails again, no other job is begun, and those under way are finished.
///
/// A slot that has nothing to do takes a job that is late at another host (<see cref="LateRule"/>). The first result is taken, and the other try is ended. If
/// that has a result all the same, and another one, the hosts are not alike, and the run fails: nobody knows which is right, or how many others were wrong.
/// </summary>
public sealed class JobQueue
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly IJobSite _site;
    private readonly IReadOnlyList<string> _slots;
    private readonly int _retries;
    private readonly Action<string> _note;
    private readonly Action<string>? _detail;
    private readonly LateRule _late;
    private readonly IJobSlots? _limit;
    private readonly object _lock = new();
    private readonly SortedDictionary<int, string> _failures = [];
    private readonly SortedDictionary<int, JobRun> _runs = [];
    private readonly List<QueuedJob> _underWay = [];
    private readonly Queue<QueuedJob> _waiting = [];
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <param name="site">Where jobs are run.</param>
    /// <param name="slots">The host of each slot; a host stands here as many times as it takes jobs at a time.</param>
    /// <param name="retries">How often a job that failed is run again.</param>
    /// <param name="note">Is told of a failure that another try may mend.</param>
    /// <param name="detail">Is told where each job was run; null: nobody wants it.</param>
    /// <param name="patience">A job is not late before; null: a second.</param>
    /// <param name="limit">Has a say in when one more job is begun, for a site that writes its outputs; null: nobody has.</param>
    public JobQueue(
        IJobSite site, IReadOnlyList<string> slots, int retries, Action<string> note, Action<string>? detail = null, TimeSpan? patience = null,
        IJobSlots? limit = null)
    {
        _site = site;
        _slots = slots;
        _retries = retries;
        _note = note;
        _detail = detail;
        _late = new LateRule(patience ?? s_patience);
        _limit = limit;
    }

    /// <summary>Where and when each job ran that succeeded, in the order of the file.</summary>
    public IReadOnlyList<JobRun> Runs => [.. _runs.Values];

    /// <exception cref="LtoParException">A job failed; of several, the first in the file.</exception>
    public void Run(JobFile file)
    {
        foreach (QueuedJob job in file.Jobs.Select((job, i) => new QueuedJob(i, job, SizeOf(job.Bitcode))).OrderBy(j => -j.Size).ThenBy(j => j.Index))
        {
            _waiting.Enqueue(job);
        }

        // A job may be under way at two hosts.
        Thread[] threads = [.. _slots.Take(Math.Max(_waiting.Count * (_site.GivesObjects ? 2 : 1), 1))
            .Select((_, slot) => new Thread(() => Work(file, slot)) { IsBackground = true })];
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

    private TimeSpan Now => Stopwatch.GetElapsedTime(_start);

    private void Work(JobFile file, int slot)
    {
        while (_limit?.Take() ?? true)
        {
            QueuedJob? job = Next(slot);
            string? host = job is null ? null : _slots[slot];
            while (host is not null)
            {
                JobResult result = Attempt(file, job!, host);
                host = Take(job!, host, slot, result);
            }

            _limit?.Give();
            if (job is null)
            {
                _limit?.Close();
                return;
            }
        }
    }

    /// <summary>The next job of a slot, which waits for one that is late where no other is left; null: there will be none.</summary>
    private QueuedJob? Next(int slot)
    {
        lock (_lock)
        {
            while (_failures.Count == 0)
            {
                if (_waiting.TryDequeue(out QueuedJob? first))
                {
                    first.Started = Now;
                    first.Hosts.Add(_slots[slot]);
                    _underWay.Add(first);
                    return first;
                }

                QueuedJob[] others = [.. _underWay.Where(j => _site.GivesObjects && !j.IsDoubled && j.Winner is null && !j.Hosts.Contains(_slots[slot]))];
                if (others.Length == 0)
                {
                    return null;
                }

                TimeSpan now = Now;
                if (others.Select(j => (Job: j, Due: DueOf(j))).Where(j => j.Due is not null).OrderBy(j => j.Due).ToArray() is not [var (late, due), ..])
                {
                    Monitor.Wait(_lock);
                }
                else if (due > now)
                {
                    Monitor.Wait(_lock, due.Value - now);
                }
                else
                {
                    _detail?.Invoke(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{late.Job.Object}: not done after {(now - late.Started).TotalSeconds:0.0} s by {Name(late.Hosts[0])}; "
                            + $"{Name(_slots[slot])} does it too"));
                    late.IsDoubled = true;
                    late.Hosts.Add(_slots[slot]);
                    return late;
                }
            }

            return null;
        }
    }

    private TimeSpan? DueOf(QueuedJob job) => job.Started + _late.Of(job.Size);

    private static string Name(string host) => host.Length > 0 ? "host " + host : "this machine";

    /// <returns>The host where this slot tries the job again; null: it is done with it.</returns>
    private string? Take(QueuedJob job, string host, int slot, JobResult result)
    {
        bool wins = false;
        string? next = null;
        lock (_lock)
        {
            job.Hosts.Remove(host);
            if (result.Failure is not null)
            {
                next = Lose(job, host, slot, result.Failure);
            }
            else if (job.Winner is null)
            {
                job.Winner = host;
                job.Object = result.Object;
                wins = true;
            }
            else if (job.Object is not null && result.Object is not null && !job.Object.AsSpan().SequenceEqual(result.Object))
            {
                Fail(
                    job,
                    $"{Name(job.Winner)} and {Name(host)} made different objects of the same bitcode: "
                        + "use neither until it is known which of them is broken");
            }

            Monitor.PulseAll(_lock);
        }

        if (wins)
        {
            job.Done.Cancel();
            Complete(job, result.Host ?? host, result.Object);
        }

        return next;
    }

    private void Complete(QueuedJob job, string host, byte[]? made)
    {
        string? problem = null;
        try
        {
            if (made is not null)
            {
                OutputFile.Write(job.Job.Object, made);
            }
        }
        catch (LtoParException e)
        {
            problem = e.ToString();
        }

        lock (_lock)
        {
            _underWay.Remove(job);
            if (problem is not null)
            {
                Fail(job, problem);
                return;
            }

            TimeSpan now = Now;
            _runs[job.Index] = new JobRun(job.Job.Object, host, job.Started, now);
            if (!job.IsDoubled && job.Failures == 0)
            {
                _late.Learn(job.Size, now - job.Started);
            }

            _detail?.Invoke($"{job.Job.Object}: done by {Name(host)}");
            Monitor.PulseAll(_lock);
        }
    }

    private void Fail(QueuedJob job, string problem)
    {
        _failures[job.Index] = problem;
        _underWay.Remove(job);
        Monitor.PulseAll(_lock);
    }

    private string? Lose(QueuedJob job, string host, int slot, string failure)
    {
        // Another host has done it, or is still at it.
        if (job.Winner is not null || job.Hosts.Count > 0)
        {
            return null;
        }

        if (job.Failures++ >= _retries)
        {
            Fail(job, failure);
            return null;
        }

        string next = _slots.Skip(slot + 1).Concat(_slots).FirstOrDefault(other => other != host) ?? host;
        _note($"{job.Job.Object}: {failure}; trying again{(next.Length > 0 ? " on " + next : next == host ? "" : " on this machine")}");
        job.Hosts.Add(next);
        return next;
    }

    private JobResult Attempt(JobFile file, QueuedJob job, string host)
    {
        try
        {
            return _site.Run(file, job.Job, host, job.Done.Token);
        }
        catch (LtoParException e)
        {
            return new JobResult(e.ToString());
        }
    }
}
