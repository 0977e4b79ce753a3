using LtoPar.CallGraph;
using LtoPar.TestSupport;
using Xunit.Abstractions;

namespace LtoPar.Partitioner.Tests;

/// <summary>
/// An edit in one function moves few boundaries: each partition whose set of symbols changes is compiled again, whatever the cache holds.
/// </summary>
public sealed class StabilityTests(ITestOutputHelper output)
{
    private const int Functions = 2000;

    /// <summary>
    /// One large function among small ones, as an interpreter's loop: what is cut off it are crumbs, so that a few instructions decide how many.
    /// </summary>
    [Fact]
    public void A_large_function_that_grows_a_little_mostly_moves_nothing()
    {
        int moved = 0, edits = 0;
        for (int program = 0; program < 10; program++)
        {
            Random random = new(program);
            ProgramParts parts = LayeredPrograms.Make(400, 2000, program);
            parts = parts.Resized(random.Next(100), 2500 + random.Next(1000));
            int large = Array.IndexOf([.. parts.Symbols.Size], parts.Symbols.Size.Max());
            HashSet<string> sets = [.. Plan(parts)];
            for (int growth = 5; growth <= 100; growth += 5)
            {
                edits++;
                moved += Plan(parts.Resized(large, parts.Symbols.Size[large] + growth)).Any(set => !sets.Contains(set)) ? 1 : 0;
            }
        }

        output.WriteLine($"{moved} of {edits} edits moved something");
        Assert.InRange(moved, 0, edits / 10);

        static IEnumerable<string> Plan(ProgramParts parts) =>
            PartitionPlanner.Plan(parts.Build(), new PartitionOptions { MaxFunctions = 1000, MaxSize = 4096 }).Partitions.Select(SetOf);
    }

    // The number of functions decides; their size decides; the cap decides.
    [Theory]
    [InlineData(100, 20_000)]
    [InlineData(1000, 3000)]
    [InlineData(1000, 300)]
    public void A_function_that_grows_moves_few_boundaries(int maxFunctions, long maxSize) => AssertStable(maxFunctions, maxSize, "size + 1", (parts, random) =>
    {
        int function = random.Next(Functions);
        return parts.Resized(function, parts.Symbols.Size[function] + 1);
    });

    [Theory]
    [InlineData(100, 20_000)]
    [InlineData(1000, 3000)]
    [InlineData(1000, 300)]
    public void A_function_that_calls_another_moves_few_boundaries(int maxFunctions, long maxSize) =>
        AssertStable(maxFunctions, maxSize, "one call more", (parts, random) =>
    {
        int source = random.Next(Functions - 1);
        int target = source + 1 + random.Next(Math.Min(100, Functions - 1 - source));
        return parts with { Edges = [.. parts.Edges, new CallEdge(source, target, EdgeKind.Call, 1, 1)] };
    });

    private void AssertStable(int maxFunctions, long maxSize, string edit, Func<ProgramParts, Random, ProgramParts> change)
    {
        PartitionOptions options = new() { MaxFunctions = maxFunctions, MaxSize = maxSize };
        List<int> changed = [];
        int partitions = 0;
        Random random = new(7);
        for (int program = 0; program < 5; program++)
        {
            ProgramParts parts = LayeredPrograms.Make(Functions, Functions * 5, program);
            PartitionPlan before = PartitionPlanner.Plan(parts.Build(), options);
            partitions += before.Partitions.Count;
            HashSet<string> sets = [.. before.Partitions.Select(SetOf)];
            for (int i = 0; i < 10; i++)
            {
                PartitionPlan after = PartitionPlanner.Plan(change(parts, random).Build(), options);
                changed.Add(after.Partitions.Count(p => !sets.Contains(SetOf(p))));
            }
        }

        changed.Sort();
        output.WriteLine($"{maxFunctions}/{maxSize}, {edit}: of about {partitions / 5} partitions, changed: median {changed[25]}, mean "
            + $"{changed.Average():0.0}, 90% {changed[45]}, worst {changed[^1]}");
        Assert.InRange(changed[25], 0, 2);
    }

    private static string SetOf(Partition partition) => string.Join(' ', partition.Symbols);
}
