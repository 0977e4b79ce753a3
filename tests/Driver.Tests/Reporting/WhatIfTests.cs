using LtoPar.Driver.Reporting.Models;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Tests.Reporting;

/// <summary>What other numbers of cores would make of a run: costs that can be reckoned by hand.</summary>
public sealed class WhatIfTests
{
    /// <summary>Loading 60 ms and combining 20 ms are serial; reading is 80 ms of processor time of two readers in 40 ms, so all of it is divided.</summary>
    [Theory]
    [InlineData(1, 60 + 20 + 80 + 400)]
    [InlineData(2, 60 + 20 + 40 + 200)]
    [InlineData(4, 60 + 20 + 20 + 100)]
    [InlineData(8, 60 + 20 + 10 + 100)]
    [InlineData(64, 60 + 20 + 1.25 + 100)]
    public void Partitions_are_handed_out_again(int cores, double expected)
    {
        WhatIf whatIf = WhatIf.Of(Logs.Of(100, 100, 100, 100));
        Assert.Equal(80, whatIf.SerialMs, 6);
        Assert.Equal(expected, whatIf.WallMs(cores), 6);
        Assert.Equal(cores >= 4, whatIf.IsBoundByOnePartition(cores));
    }

    [Fact]
    public void A_run_reckons_with_itself()
    {
        LogDocument log = Logs.Of(300, 20, 100, 70, 5, 90, 80);
        Assert.Equal(log.WallMs, WhatIf.Of(log).WallMs(2), 6);
    }

    /// <summary>Of 100 ms by two readers with 120 ms of processor time 40 are divided, and 80 are not.</summary>
    [Fact]
    public void What_one_reader_does_alone_stays()
    {
        LogDocument log = Logs.Of(100) with { Stages = [new LogStage("read", 0, 100, 120, true)], WallMs = 100, Partitions = [] };
        WhatIf whatIf = WhatIf.Of(log);
        Assert.Equal(80, whatIf.SerialMs, 6);
        Assert.Equal(80 + 10, whatIf.WallMs(4), 6);
        Assert.Equal(80 + 40, whatIf.WallMs(1), 6);
    }

    [Fact]
    public void Readers_that_waited_for_a_disk_divide_nothing()
    {
        LogDocument log = Logs.Of() with { Stages = [new LogStage("read", 0, 100, 30, true)], WallMs = 100, Partitions = [] };
        Assert.Equal(100, WhatIf.Of(log).WallMs(16), 6);
    }

    [Fact]
    public void One_reader_tells_nothing_and_all_is_divided()
    {
        LogDocument log = Logs.Of() with { Stages = [new LogStage("read", 0, 100, 100, true)], WallMs = 130, Partitions = [] };
        WhatIf whatIf = WhatIf.Of(log with { Machine = log.Machine with { Readers = 1 } });
        Assert.Equal(30 + 25, whatIf.WallMs(4), 6);
    }

    [Fact]
    public void Time_before_and_after_the_partitions_stays()
    {
        LogDocument log = Logs.Of(100, 100);
        LogStage[] stages = [.. log.Stages.Select(s => s.Name == LogStage.Compile ? s with { StartedMs = 70, EndedMs = s.EndedMs + 5 } : s)];
        Assert.Equal(80 + 35, WhatIf.Of(log with { Stages = stages, WallMs = log.WallMs + 35 }).SerialMs, 6);
    }

    [Fact]
    public void Areas_are_as_weights_and_do_not_overlap()
    {
        double[] weights = [6, 6, 4, 3, 2, 2, 1, 0, 0.001];
        IReadOnlyList<Tile> tiles = Treemap.Of(weights, 600, 400);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 8], tiles.Select(t => t.Index));
        Assert.All(tiles, t => Assert.Equal(weights[t.Index] / weights.Sum() * 240000, t.Width * t.Height, 3));
        Assert.All(tiles, t => Assert.True(t.X >= 0 && t.Y >= 0 && t.X + t.Width <= 600.001 && t.Y + t.Height <= 400.001));
        Assert.All(tiles, a => Assert.All(tiles.Where(b => b.Index > a.Index), b => Assert.True(
            Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X) < 0.001 || Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y) < 0.001)));
        Assert.All(tiles.Take(6), t => Assert.InRange(t.Width / t.Height, 0.3, 3.4));
        Assert.Empty(Treemap.Of([], 600, 400));
        Assert.Empty(Treemap.Of([0], 600, 400));
    }

    [Theory]
    [InlineData(100, 11, 10)]
    [InlineData(1234, 7, 200)]
    [InlineData(0.5, 11, 0.05)]
    [InlineData(60000, 7, 10000)]
    public void Ticks_are_round(double length, int count, double step)
    {
        IReadOnlyList<double> ticks = TimeAxis.Ticks(length);
        Assert.Equal(count, ticks.Count);
        Assert.Equal(step, ticks[1], 9);
        Assert.Equal([0], TimeAxis.Ticks(0));
    }
}
