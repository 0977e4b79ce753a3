using LtoPar.RemoteApis.Store;

namespace LtoPar.Base.Tests.RemoteApis;

/// <summary>How long answers are waited for.</summary>
public sealed class PatienceTests
{
    private const long Input = 10_000_000; // 20 s of work, at least

    private static readonly TimeSpan s_all = TimeSpan.FromSeconds(0.2);

    /// <summary>However many workers there are, and whether they wait one after the other or at a time.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_server_that_never_answers_costs_a_hundredth_and_no_more(bool atATime)
    {
        Patience patience = new(Input, wait: null);
        List<TimeSpan> grants = [];
        while (patience.Grant() is { } grant)
        {
            grants.Add(grant);
            if (!atATime)
            {
                patience.Settle(grant, grant, 0);
            }
        }

        Assert.InRange(grants.Sum(g => g.TotalSeconds), 0.9 * s_all.TotalSeconds, s_all.TotalSeconds);
        Assert.Equal(s_all / 2, grants[0]);
    }

    [Fact]
    public void Answers_are_paid_for_by_the_time_that_they_take()
    {
        Patience patience = new(Input, wait: null);
        TimeSpan first = patience.Grant()!.Value;
        patience.Settle(first, TimeSpan.Zero, 0);
        Assert.Equal(first, patience.Grant());
    }

    [Fact]
    public void Hits_and_compiled_values_make_it_longer()
    {
        Patience patience = new(0, wait: null);
        Assert.Equal(TimeSpan.FromMilliseconds(5), patience.Grant());
        patience.Settle(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5), 100_000); // saved 200 ms
        Assert.Equal(TimeSpan.FromMilliseconds((5 + 100) / 2.0), patience.Grant());
        patience.Earn(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromMilliseconds((52.5 + 10) / 2), patience.Grant());
    }

    [Fact]
    public void A_thread_that_was_woken_late_pays_for_it()
    {
        Patience patience = new(0, wait: null);
        patience.Settle(patience.Grant()!.Value, TimeSpan.FromSeconds(1), 0);
        Assert.Null(patience.Grant());
    }

    [Fact]
    public void The_end_of_a_run_waits_for_a_part_of_it()
    {
        Assert.Equal(TimeSpan.FromSeconds(0.5), new Patience(0, wait: null).AtEnd(TimeSpan.FromSeconds(100)));
        Assert.Equal(TimeSpan.FromMilliseconds(10), new Patience(0, wait: null).AtEnd(TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromSeconds(7), new Patience(0, TimeSpan.FromSeconds(7)).AtEnd(TimeSpan.FromSeconds(100)));
    }

    [Fact]
    public void A_users_own_limit_is_that_of_each_wait()
    {
        Patience patience = new(0, TimeSpan.FromSeconds(7));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(TimeSpan.FromSeconds(7), patience.Grant());
        }
    }
}
