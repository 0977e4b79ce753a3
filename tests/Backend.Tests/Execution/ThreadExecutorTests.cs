using LtoPar.Backend.Execution;
using LtoPar.Backend.Partitions;
using LtoPar.Platform;

namespace LtoPar.Backend.Tests.Execution;

public sealed class ThreadExecutorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Every_job_is_run_once_and_reported_once(int workers)
    {
        PartitionJob[] jobs = [.. Enumerable.Range(0, 50).Select(i => new PartitionJob(i, i))];
        int[] runs = new int[50];
        List<int> reported = [];
        new ThreadExecutor(workers).Run(jobs, job =>
        {
            Interlocked.Increment(ref runs[job.Partition]);
            return Result(job);
        }, result => reported.Add(result.Partition));
        Assert.All(runs, r => Assert.Equal(1, r));
        Assert.Equal(Enumerable.Range(0, 50), reported.Order());
    }

    [Fact]
    public void The_failure_of_the_lowest_partition_is_thrown_and_later_jobs_are_not_started()
    {
        PartitionJob[] jobs = [.. Enumerable.Range(0, 100).Select(i => new PartitionJob(i, i))];
        int started = 0;
        using Barrier both = new(2);
        LtoParException failure = Assert.Throws<LtoParException>(() => new ThreadExecutor(2).Run(jobs, job =>
        {
            Interlocked.Increment(ref started);
            Assert.True(both.SignalAndWait(TimeSpan.FromMinutes(1)), "one worker waits for ever for the other");
            throw new LtoParException("x", $"job {job.Partition}");
        }, _ => { }));
        Assert.Equal("job 0", failure.Message);
        Assert.Equal(2, started);
    }

    [Fact]
    public void The_thread_that_waits_has_its_own_work_while_jobs_run()
    {
        using ManualResetEventSlim waiting = new();
        bool met = false;
        new ThreadExecutor(1, waiting.Set).Run([new PartitionJob(0, 0)], job =>
        {
            met = waiting.Wait(TimeSpan.FromMinutes(1));
            return Result(job);
        }, _ => { });
        Assert.True(met);
    }

    [Fact]
    public void Deep_recursion_has_room()
    {
        PartitionResult? result = null;
        new ThreadExecutor(1).Run([new PartitionJob(0, 0)], job => Recurse(200_000) > 0 ? Result(job) : throw new InvalidOperationException(), r => result = r);
        Assert.NotNull(result);
    }

    private static int Recurse(int depth) => depth == 0 ? 1 : Recurse(depth - 1) + 1;

    private static PartitionResult Result(PartitionJob job) => new(job.Partition, [1], [], new PartitionTiming(default, default, default, 0));
}
