using System.Diagnostics;
using System.Globalization;
using LtoPar.CallGraph;
using LtoPar.TestSupport;
using Xunit.Abstractions;

namespace LtoPar.Partitioner.Tests;

/// <summary>
/// Planning is near linear. Times are compared with each other and never with a clock's idea of fast. To look at other sizes by hand:
/// <c>LTO_PAR_SCALE=1000000 dotnet test -c Release tests/Partitioner.Tests --filter Scale --logger "console;verbosity=detailed"</c>.
/// </summary>
[Collection(nameof(ScaleTests))]
[Trait("Kind", "slow")]
public sealed class ScaleTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(PartitionStrategy.Dfs)]
    [InlineData(PartitionStrategy.Balanced)]
    public void Ten_times_the_program_takes_about_ten_times_as_long(PartitionStrategy strategy)
    {
        int large = int.Parse(Environment.GetEnvironmentVariable("LTO_PAR_SCALE") ?? "200000", CultureInfo.InvariantCulture);
        ProgramGraph small = LayeredPrograms.Make(large / 10, large, 1).Build();
        ProgramGraph big = LayeredPrograms.Make(large, large * 10, 1).Build();
        PartitionOptions options = new() { Strategy = strategy };
        TimeSpan smallTime = TimeSpan.MaxValue;
        TimeSpan bigTime = TimeSpan.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            smallTime = Min(smallTime, TimeOf(small, options));
        }

        for (int i = 0; i < 3; i++)
        {
            bigTime = Min(bigTime, TimeOf(big, options));
        }

        double ratio = bigTime / smallTime;
        output.WriteLine($"{large / 10} functions {smallTime.TotalMilliseconds:0} ms, {large} functions {bigTime.TotalMilliseconds:0} ms, ratio "
            + $"{ratio:0.0}, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
        // Ten times the work and the caches lost: 13 to 21 measured. A quadratic step anywhere would make it 100.
        Assert.True(ratio <= 50, $"ten times the program took {ratio:0.0} times as long");
    }

    private TimeSpan TimeOf(ProgramGraph graph, PartitionOptions options)
    {
        GC.Collect();
        long allocated = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        PartitionPlan plan = PartitionPlanner.Plan(graph, options);
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        output.WriteLine($"{graph.SymbolCount} symbols, {graph.EdgeCount} edges: {plan.Partitions.Count} partitions, {time.TotalMilliseconds:0} "
            + $"ms, {(GC.GetTotalAllocatedBytes() - allocated) >> 20} MiB allocated");
        return time;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
