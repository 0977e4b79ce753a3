using System.Collections.Concurrent;
using LtoPar.Distribution.JobFiles;
using LtoPar.Distribution.Running;
using LtoPar.Platform;

namespace LtoPar.Base.Tests.Distribution;

/// <summary>Jobs that do not come back from a host while others have nothing to do.</summary>
public sealed class LateJobTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("lto-par-test-").FullName;
    private readonly ConcurrentQueue<string> _details = [];
    private readonly ConcurrentQueue<string> _notes = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_late_job_is_done_by_another_host_and_the_first_try_is_ended()
    {
        bool isEnded = false;
        JobQueue queue = Run(["stuck", "well"], (job, host, needless) =>
        {
            if (host == "stuck")
            {
                isEnded = needless.WaitHandle.WaitOne(s_limit);
            }

            return new JobResult(Failure: null, Of(job));
        });
        Assert.True(isEnded);
        Assert.Equal([.. Enumerable.Repeat("well", 4)], queue.Runs.Select(r => r.Host));
        Assert.Equal(["0", "1", "2", "3"], Enumerable.Range(0, 4).Select(i => File.ReadAllText(Path.Combine(_folder, $"{i}.o"))));
        Assert.Contains(_details, d => d.Contains("by host stuck; host well does it too", StringComparison.Ordinal));
        Assert.Empty(_notes);
    }

    [Fact]
    public void This_machine_helps_too()
    {
        JobQueue queue = Run(["stuck", ""], UntilNeedless);
        Assert.Equal(["", "", "", ""], queue.Runs.Select(r => r.Host));
    }

    [Fact]
    public void Hosts_that_do_not_agree_are_an_error_that_names_both()
    {
        LtoParException failed = Assert.Throws<LtoParException>(() => Run(["stuck", "well"], (job, host, needless) =>
        {
            if (host == "stuck")
            {
                needless.WaitHandle.WaitOne(s_limit);
            }

            return new JobResult(Failure: null, [.. Of(job), (byte)host[0]]);
        }));
        Assert.Contains("host well and host stuck made different objects of the same bitcode", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hosts_that_agree_are_no_error_however_late() => Run(["stuck", "well"], UntilNeedless);

    /// <summary>It may fail because it was ended.</summary>
    [Fact]
    public void A_late_host_that_fails_after_all_is_nobodys_failure()
    {
        Run(["stuck", "well"], (job, host, needless) =>
        {
            if (host == "stuck")
            {
                needless.WaitHandle.WaitOne(s_limit);
                return new JobResult("killed");
            }

            return new JobResult(Failure: null, Of(job));
        });
        Assert.Empty(_notes);
    }

    [Fact]
    public void What_fails_at_the_second_host_is_left_to_the_first()
    {
        using ManualResetEventSlim failed = new();
        string? stuck = null;
        JobQueue queue = Run(["stuck", "bad"], (job, host, _) =>
        {
            if (host == "stuck")
            {
                // Those that come later are done at once.
                stuck ??= job.Object;
                failed.Wait(s_limit, CancellationToken.None);
            }
            else if (job.Object == stuck)
            {
                failed.Set();
                return new JobResult("out of order");
            }

            return new JobResult(Failure: null, Of(job));
        });
        Assert.Equal("stuck", queue.Runs.Single(r => r.Object == stuck).Host);
        Assert.Empty(_notes);
    }

    [Fact]
    public void A_job_is_not_doubled_on_its_own_host() =>
        Assert.Equal(["0", "1", "2", "3"], BegunWhileOneLasts(["one", "one"], job => new JobResult(Failure: null, Of(job))));

    /// <summary>The site writes what it makes: two of it would write one file at a time.</summary>
    [Fact]
    public void Jobs_of_a_site_that_writes_are_begun_once() =>
        Assert.Equal(["0", "1", "2", "3"], BegunWhileOneLasts(["one", "two"], _ => JobResult.Written, givesObjects: false));

    /// <summary>A host that is stuck works until its result is wanted no more, and has one all the same.</summary>
    private static JobResult UntilNeedless(RemoteJob job, string host, CancellationToken needless)
    {
        if (host == "stuck")
        {
            needless.WaitHandle.WaitOne(s_limit);
        }

        return new JobResult(Failure: null, Of(job));
    }

    /// <returns>The jobs that were begun, in order, where the largest lasts until all others are done.</returns>
    private IEnumerable<string> BegunWhileOneLasts(string[] slots, Func<RemoteJob, JobResult> made, bool givesObjects = true)
    {
        ConcurrentQueue<string> begun = [];
        using ManualResetEventSlim others = new();
        Run(slots, (job, _, _) =>
        {
            begun.Enqueue($"{(char)Of(job)[0]}");
            if (Of(job)[0] == '2')
            {
                others.Wait(s_limit, CancellationToken.None);
            }
            else if (begun.Count == 4)
            {
                others.Set();
            }

            return made(job);
        }, givesObjects);
        return begun.Order();
    }

    private static byte[] Of(RemoteJob job) => File.ReadAllBytes(job.Bitcode)[..1];

    private JobQueue Run(string[] slots, Func<RemoteJob, string, CancellationToken, JobResult> work, bool givesObjects = true)
    {
        List<RemoteJob> jobs = [];
        for (int i = 0; i < 4; i++)
        {
            string path = Path.Combine(_folder, $"{i}");
            File.WriteAllText(path + ".bc", new string((char)('0' + i), i == 2 ? 30 : 10));
            jobs.Add(new RemoteJob([], [path + ".bc"], [path + ".o"]));
        }

        // The first host has a job, whoever is faster: the others wait until it has.
        using ManualResetEventSlim begun = new();
        JobQueue queue = new(
            new Site(givesObjects, (job, host, needless) =>
            {
                if (host == slots[0])
                {
                    begun.Set();
                }
                else
                {
                    begun.Wait(s_limit, CancellationToken.None);
                }

                return work(job, host, needless);
            }),
            slots, retries: 1, _notes.Enqueue, _details.Enqueue, s_patience);
        queue.Run(new JobFile("a.out", ["x"], [], jobs));
        return queue;
    }

    private sealed class Site(bool givesObjects, Func<RemoteJob, string, CancellationToken, JobResult> work) : IJobSite
    {
        public bool GivesObjects => givesObjects;

        public JobResult Run(JobFile file, RemoteJob job, string host, CancellationToken needless) => work(job, host, needless);
    }
}
