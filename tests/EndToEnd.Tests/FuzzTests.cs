namespace LtoPar.EndToEnd.Tests;

/// <summary>A bounded slice of scripts/fuzz.sh with fixed seeds, and what it once found. Campaigns are run by hand: docs/fuzzing.md.</summary>
public sealed class FuzzTests
{
    [Theory]
    [InlineData("linkage", 8)]
    [InlineData("stress", 4)]
    [InlineData("csmith", 1)]
    public void A_fine_cut_does_what_one_partition_does(string kind, int count) => Fuzz("--kind", kind, "--count", $"{count}", "--seed", "1", "--jobs", "2");

    [Theory]
    [InlineData("linkage", 8)]
    [InlineData("csmith", 2)]
    public void What_is_optimised_in_partitions_does_what_the_whole_does(string kind, int count) =>
        Fuzz("--kind", kind, "--ipo", "parallel", "--count", $"{count}", "--seed", "1000", "--jobs", "2");

    /// <summary>Failures that --reduce wrote into the repository.</summary>
    [Fact]
    public void What_was_found_stays_fixed()
    {
        foreach (string found in Directory.EnumerateFiles(Path.Combine(Tools.Root, "tests/traps"), "fuzz_*.ll").Order(StringComparer.Ordinal))
        {
            Fuzz("--check", found);
        }
    }

    private static void Fuzz(params string[] arguments) => Tools.Check(Path.Combine(Tools.Root, "scripts/fuzz.sh"), arguments);
}
