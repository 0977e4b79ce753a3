using LtoPar.Backend.Memory;

namespace LtoPar.Backend.Tests.Memory;

public sealed class MemoryBudgetTests
{
    [Theory]
    [InlineData(0, 40)]
    [InlineData(39, 40)]
    [InlineData(100, 100)]
    [InlineData(long.MaxValue, 320)]
    public void Jobs_together_stay_within_the_limit_or_are_one(long limit, long most)
    {
        MemoryBudget budget = new(limit);
        long used = 0;
        long peak = 0;
        int done = 0;
        Lock counting = new();
        Thread[] workers = [.. Enumerable.Range(0, 8).Select(worker => new Thread(() =>
        {
            for (int job = 0; job < 50; job++)
            {
                long bytes = 20 + (20 * ((worker + job) % 2));
                budget.Admit(bytes);
                lock (counting)
                {
                    used += bytes;
                    peak = Math.Max(peak, used);
                }

                Thread.Yield();
                lock (counting)
                {
                    used -= bytes;
                    done++;
                }

                budget.Release(bytes);
            }
        }) { IsBackground = true })];
        Array.ForEach(workers, w => w.Start());
        Assert.All(workers, w => Assert.True(w.Join(TimeSpan.FromMinutes(1)), "a job is never admitted"));
        Assert.Equal(400, done);
        Assert.InRange(peak, 20, most);
        Assert.InRange(budget.Peak, peak, most);
    }

    [Fact]
    public void What_fits_at_once_is_not_tight()
    {
        MemoryBudget budget = new(100);
        budget.Expect(100);
        Assert.False(budget.IsTight);
        budget.Expect(101);
        Assert.True(budget.IsTight);
    }
}
