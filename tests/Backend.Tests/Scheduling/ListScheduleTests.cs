using LtoPar.Backend.Scheduling;

namespace LtoPar.Backend.Tests.Scheduling;

public sealed class ListScheduleTests
{
    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 8)]
    [InlineData(3, 5)]
    [InlineData(64, 5)]
    public void Jobs_go_to_the_worker_that_is_free_first(int workers, int makespan) =>
        Assert.Equal(TimeSpan.FromSeconds(makespan), ListSchedule.Makespan(Seconds(5, 4, 3, 2, 1), workers));

    [Fact]
    public void The_order_of_jobs_counts() => Assert.Equal(TimeSpan.FromSeconds(9), ListSchedule.Makespan(Seconds(1, 2, 3, 4, 5), 2));

    [Fact]
    public void Nothing_takes_no_time_and_is_in_balance()
    {
        Assert.Equal(TimeSpan.Zero, ListSchedule.Makespan([], 8));
        Assert.Equal(1, ScheduleForecast.Of([], 8).Balance);
    }

    [Fact]
    public void Balance_is_makespan_over_the_mean_load()
    {
        Assert.Equal(8 / 7.5, ScheduleForecast.Of([.. Seconds(5, 4, 3, 2, 1)], 2).Balance, 9);
        Assert.Equal(1, ScheduleForecast.Of([.. Seconds(1, 1, 1, 1)], 2).Balance, 9);
    }

    /// <summary>Graham: no list schedule takes twice the longest job or the mean load, whichever is more.</summary>
    [Fact]
    public void A_schedule_is_near_the_bound()
    {
        Random random = new(1);
        for (int round = 0; round < 200; round++)
        {
            TimeSpan[] costs = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => TimeSpan.FromTicks(random.Next(1, 1_000_000))).OrderDescending()];
            int workers = random.Next(1, 20);
            double least = Math.Max(costs[0].Ticks, costs.Sum(c => c.Ticks) / (double)workers);
            Assert.InRange(ListSchedule.Makespan(costs, workers).Ticks, (long)least, (long)(2 * least) + 1);
        }
    }

    private static IEnumerable<TimeSpan> Seconds(params int[] seconds) => seconds.Select(s => TimeSpan.FromSeconds(s));
}
