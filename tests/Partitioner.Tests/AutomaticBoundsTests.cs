using LtoPar.CallGraph;
using LtoPar.TestSupport;

namespace LtoPar.Partitioner.Tests;

/// <summary>The automatic bounds follow from the module alone, and in steps.</summary>
public sealed class AutomaticBoundsTests
{
    [Theory]
    [InlineData(0, 0, 4096)]
    [InlineData(4096, 10, 4096)]
    [InlineData(36_000, 500, 4096)]
    [InlineData(46_113, 1000, 5792)]
    [InlineData(72_000, 1300, 8192)]
    [InlineData(178_000, 1600, 11_585)]
    [InlineData(370_000, 6600, 23_170)]
    [InlineData(10_000_000, 170_000, 370_728)]
    public void Partitions_are_a_multiple_of_what_one_costs_by_itself(long instructions, int symbols, long maxSize) =>
        Assert.Equal(maxSize, AutomaticBounds.MaxSize(instructions, symbols));

    /// <summary>Very many very small functions: not a partition for every hundred of them.</summary>
    [Theory]
    [InlineData(60_000, 10_000, 10_002, 1024)]
    [InlineData(60_000, 1000, 1200, 0)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(600_000, 100_000, 100_002, 11_585)]
    public void Tiny_functions_count_by_their_number(long instructions, int functions, int symbols, int maxFunctions) =>
        Assert.Equal(maxFunctions, AutomaticBounds.MaxTinyFunctions(instructions, functions, symbols));

    /// <summary>Two thresholds per doubling, by instructions or by symbols: nearly every edit keeps the bound.</summary>
    [Fact]
    public void A_bound_changes_twice_while_a_program_doubles()
    {
        Assert.Equal(3, Enumerable.Range(50_000, 50_001).Select(i => AutomaticBounds.MaxSize(i, 1_000_000)).Distinct().Count());
        Assert.Equal(3, Enumerable.Range(10_000, 10_001).Select(s => AutomaticBounds.MaxSize(1L << 40, s)).Distinct().Count());
    }

    [Fact]
    public void Larger_programs_never_have_smaller_bounds()
    {
        long previous = 0;
        for (long instructions = 0; instructions < 2_000_000; instructions += 997)
        {
            long size = AutomaticBounds.MaxSize(instructions, (int)(instructions / 60));
            Assert.True(size >= previous);
            previous = size;
        }
    }

    [Fact]
    public void A_small_program_is_one_partition()
    {
        ProgramBuilder program = new();
        for (int i = 0; i < 99; i++)
        {
            program.Function($"f{i}", 40);
        }

        Assert.Single(PartitionPlanner.Plan(program.Build(), new PartitionOptions()).Partitions);
    }

    [Fact]
    public void What_is_given_wins_and_functions_follow_instructions()
    {
        ProgramGraph graph = new ProgramBuilder().Function("f", 100_000).Build();
        PartitionOptions resolved = new PartitionOptions { MaxSize = 64_000 }.ResolvedFor(graph);
        Assert.Equal((64_000L, 1000), (resolved.MaxSize!.Value, resolved.MaxFunctions!.Value));
        Assert.Equal(100, new PartitionOptions { MaxSize = 10 }.ResolvedFor(graph).MaxFunctions);
        Assert.Equal(int.MaxValue, new PartitionOptions { MaxSize = long.MaxValue }.ResolvedFor(graph).MaxFunctions);
        Assert.Equal(7, new PartitionOptions { MaxFunctions = 7 }.ResolvedFor(graph).MaxFunctions);
    }
}
