namespace LtoPar.EndToEnd.Tests;

/// <summary>lto-par has not become grossly slower or hungrier, nor its code larger: ratios to LLVM's serial tools, never times.</summary>
[Collection(nameof(BenchSmokeTests))]
public sealed class BenchSmokeTests
{
    [Fact]
    public void Costs_are_far_from_their_limits() => Tools.Check(Path.Combine(Tools.Root, "scripts/bench.sh"), "--smoke");
}
