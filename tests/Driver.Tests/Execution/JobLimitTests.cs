using LtoPar.Backend.Scheduling;
using LtoPar.Driver.Execution;

namespace LtoPar.Driver.Tests.Execution;

/// <summary>How much is done at a time. What a jobserver does is in the end-to-end tests.</summary>
public sealed class JobLimitTests
{
    [Fact]
    public void A_number_counts_before_a_jobserver()
    {
        JobLimit limit = JobLimit.Of(JobsRequest.Of(3), " -j --jobserver-auth=fifo:/nowhere");
        Assert.Equal(new JobLimit(3, 3, null, null, null), limit);
    }

    [Fact]
    public void Without_an_offer_there_is_a_worker_for_each_processor()
    {
        int processors = Environment.ProcessorCount;
        Assert.Equal(new JobLimit(processors, processors, null, null, null), JobLimit.Of(null, null));
        Assert.Equal(new JobLimit(processors, processors, null, null, null), JobLimit.Of(new JobsRequest(JobsKind.All, 0), "n --jobserver-auth=3,4"));
    }

    [Fact]
    public void What_cannot_be_used_is_a_note_unless_it_was_asked_for()
    {
        const string Offer = " --jobserver-auth=fifo:/no/such/pipe";
        JobLimit offered = JobLimit.Of(null, Offer);
        Assert.Equal((Environment.ProcessorCount, null), (offered.Workers, offered.Warning));
        Assert.Contains("jobserver unavailable: /no/such/pipe: No such file", offered.Note, StringComparison.Ordinal);
        JobLimit asked = JobLimit.Of(new JobsRequest(JobsKind.JobServer, 0), Offer);
        Assert.Equal((1, 1, null), (asked.Workers, asked.Readers, asked.Note));
        Assert.Contains("jobserver unavailable: /no/such/pipe: No such file", asked.Warning, StringComparison.Ordinal);
        Assert.Contains("MAKEFLAGS offers none", JobLimit.Of(new JobsRequest(JobsKind.JobServer, 0), null).Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 0.4, 8)]
    [InlineData(8, 5.6, 2)]
    [InlineData(8, 100.0, 1)]
    [InlineData(8, null, 8)]
    [InlineData(1, 0.6, 1)]
    public void Auto_leaves_the_busy_processors_to_others(int processors, double? load, int expected) =>
        Assert.Equal(expected, new JobsRequest(JobsKind.Auto, 0).Workers(processors, load));
}
