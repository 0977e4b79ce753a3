using System.Collections.Concurrent;
using LtoPar.Distribution.JobFiles;
using LtoPar.Distribution.Running;
using LtoPar.Platform;

namespace LtoPar.Base.Tests.Distribution;

public sealed class JobQueueTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lto-par-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_largest_bitcode_is_first()
    {
        ConcurrentQueue<string> ran = [];
        Run(["a"], retries: 0, (job, _) => Record(ran, job));
        Assert.Equal(["2", "0", "3", "1"], ran);
    }

    [Fact]
    public void All_jobs_are_run_whatever_the_number_of_slots()
    {
        foreach (int slots in new[] { 1, 2, 3, 17 })
        {
            ConcurrentQueue<string> ran = [];
            Run([.. Enumerable.Repeat("", slots)], retries: 0, (job, _) => Record(ran, job));
            Assert.Equal(["0", "1", "2", "3"], ran.Order());
        }
    }

    [Fact]
    public void A_failure_is_of_the_first_in_the_file_and_ends_the_run()
    {
        ConcurrentQueue<string> ran = [];
        LtoParException failed = Assert.Throws<LtoParException>(() => Run([""], retries: 0, (job, _) => Record(ran, job) ?? $"broken {Name(job)}"));
        Assert.EndsWith("2.o: broken 2", failed.ToString(), StringComparison.Ordinal);
        Assert.Equal(["2"], ran);
    }

    [Fact]
    public void A_job_that_fails_is_run_again_on_another_host()
    {
        ConcurrentQueue<string> notes = [];
        ConcurrentQueue<string> ran = [];
        Run(["bad", "bad", "good"], retries: 1, (job, host) => host == "bad" ? "out of order" : Record(ran, job), notes.Enqueue);
        Assert.Equal(["0", "1", "2", "3"], ran.Order());
        Assert.All(notes, note => Assert.EndsWith("out of order; trying again on good", note, StringComparison.Ordinal));
        Assert.NotEmpty(notes);
    }

    [Fact]
    public void Where_each_ran_is_told_and_survives_a_file()
    {
        JobQueue queue = Run(["bad", "good"], retries: 1, (_, host) => host == "bad" ? "out of order" : null);
        Assert.Equal(["0.o", "1.o", "2.o", "3.o"], queue.Runs.Select(r => Path.GetFileName(r.Object)));
        Assert.All(queue.Runs, r => Assert.Equal(("good", true), (r.Host, r.Started <= r.Ended)));
        string file = Path.Combine(_folder, "times");
        JobRun[] runs = [new("a b.o", "", TimeSpan.Zero, TimeSpan.FromMicroseconds(7)), new("c.o", "h", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))];
        JobTimes.Write(file, runs);
        Assert.Equal(runs, JobTimes.Read(file));
        File.WriteAllText(file, File.ReadAllText(file) + "x\ty\n");
        Assert.Empty(JobTimes.Read(file));
        Assert.Empty(JobTimes.Read(Path.Combine(_folder, "none")));
    }

    [Fact]
    public void Once()
    {
        int tries = 0;
        Assert.Throws<LtoParException>(() => Run([""], retries: 1, (_, _) => Interlocked.Increment(ref tries) > 0 ? "no" : null));
        Assert.Equal(2, tries);
    }

    private static string? Record(ConcurrentQueue<string> ran, RemoteJob job)
    {
        ran.Enqueue(Name(job));
        return null;
    }

    private static string Name(RemoteJob job) => Path.GetFileNameWithoutExtension(job.Bitcode);

    private JobQueue Run(string[] slots, int retries, Func<RemoteJob, string, string?> work, Action<string>? note = null)
    {
        JobQueue queue = new(new Site((job, host) => new JobResult(work(job, host))), slots, retries, note ?? (_ => { }));
        queue.Run(Four());
        return queue;
    }

    /// <summary>Jobs of 20, 10, 30 and 20 bytes of bitcode.</summary>
    private JobFile Four()
    {
        List<RemoteJob> jobs = [];
        foreach (int size in new[] { 20, 10, 30, 20 })
        {
            string path = Path.Combine(_folder, $"{jobs.Count}");
            File.WriteAllBytes(path + ".bc", new byte[size]);
            jobs.Add(new RemoteJob([], [path + ".bc"], [path + ".o"]));
        }

        return new JobFile("a.out", ["x"], [], jobs);
    }

    private sealed class Site(Func<RemoteJob, string, JobResult> work) : IJobSite
    {
        public bool GivesObjects => false;

        public JobResult Run(JobFile file, RemoteJob job, string host, CancellationToken needless) => work(job, host);
    }
}
