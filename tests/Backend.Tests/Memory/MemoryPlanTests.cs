using LtoPar.Backend.Memory;
using LtoPar.Backend.Scheduling;
using LtoPar.Bitcode;
using LtoPar.CallGraph.Reader;
using LtoPar.Platform;

namespace LtoPar.Backend.Tests.Memory;

public sealed class MemoryPlanTests
{
    private const long Mega = 1 << 20;
    private const long Giga = 1 << 30;

    [Fact]
    public void A_machine_with_room_changes_nothing() =>
        Assert.Equal((8, 8), Threads(MemoryPlan.Make(null, 64 * Giga, long.MaxValue, 8, Extent(4 * Mega))));

    [Fact]
    public void A_limit_is_the_users_or_nine_tenths_of_the_machine()
    {
        Assert.Equal(9 * Giga, MemoryPlan.Make(null, 10 * Giga, long.MaxValue, 8, Extent(Mega)).Limit);
        Assert.Equal(100, MemoryPlan.Make(100, 10 * Giga, long.MaxValue, 8, Extent(Mega)).Limit);
        Assert.False(MemoryPlan.Make(null, 10 * Giga, long.MaxValue, 8, Extent(Mega)).IsAsked);
    }

    [Fact]
    public void Readers_give_way_to_a_limit_and_one_is_left()
    {
        Assert.Equal(1, Limited(1).Readers);
        Assert.Equal(3, Limited(MemoryModel.OfReading(Extent(4 * Mega), new ReadingPlan(3, 1))).Readers);
    }

    [Fact]
    public void The_last_reader_reads_in_more_rounds()
    {
        Assert.Equal(new ReadingPlan(1, ReadingPlan.MostRounds), Limited(1));
        Assert.Equal(new ReadingPlan(1, 6), Limited(MemoryModel.OfReading(Extent(4 * Mega), new ReadingPlan(1, 6))));
    }

    [Fact]
    public void Rounds_lower_what_reading_needs()
    {
        ModuleExtent extent = Extent(100 * Mega);
        Assert.True(MemoryModel.OfReading(extent, new ReadingPlan(2, 8)) < MemoryModel.OfReading(extent, new ReadingPlan(2, 1)) / 4);
        Assert.True(MemoryModel.OfReading(extent, new ReadingPlan(8, 8)) > MemoryModel.OfReading(extent, new ReadingPlan(2, 8)));
    }

    [Fact]
    public void Little_address_space_means_few_threads_and_one_is_left()
    {
        Assert.Equal((1, 1), Threads(MemoryPlan.Make(null, 64 * Giga, 200 * Mega, 8, Extent(Mega))));
        MemoryPlan half = MemoryPlan.Make(null, 64 * Giga, Giga, 64, Extent(Mega));
        Assert.InRange(half.Workers, 2, 8);
        Assert.False(half.SharesHeap);
        Assert.True(MemoryPlan.Make(null, 64 * Giga, 200 * Mega, 8, Extent(Mega)).SharesHeap);
        Assert.False(MemoryPlan.Make(null, 64 * Giga, long.MaxValue, 1, Extent(Mega)).SharesHeap);
        Assert.True(MemoryPlan.Make(null, 64 * Giga, 2 * Giga, 64, Extent(Mega)).Workers > half.Workers);
    }

    [Fact]
    public void Too_little_address_space_for_one_is_an_error() => Assert.Contains(
        "ulimit -v leaves 70 MiB", Assert.Throws<LtoParException>(
            () => MemoryPlan.Make(null, 64 * Giga, 70 * Mega, 8, Extent(Mega))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_large_function_needs_more_than_many_small_ones()
    {
        long small = MemoryModel.OfPartition(new PartitionExtent(1000, 10_000, 100), Stage.Codegen);
        long large = MemoryModel.OfPartition(new PartitionExtent(1000, 10_000, 10_000), Stage.Codegen);
        Assert.True(large > 2 * small);
        Assert.True(MemoryModel.OfPartition(new PartitionExtent(1000, 10_000, 10_000), Stage.PostIpo) > large);
        Assert.True(MemoryModel.OfPartition(new PartitionExtent(1_000_000, 10, 10), Stage.Codegen) > 800 * Mega);
    }

    private static ReadingPlan Limited(long limit) => MemoryPlan.Make(limit, 64 * Giga, long.MaxValue, 8, Extent(4 * Mega)).Reading;

    private static ModuleExtent Extent(long bodies) => new(1000, [(int)bodies], 0);

    private static (int Readers, int Workers) Threads(MemoryPlan plan) => (plan.Reading.Readers, plan.Workers);
}
