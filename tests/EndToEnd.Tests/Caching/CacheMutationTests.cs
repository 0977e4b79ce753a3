namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>
/// An object from a cache that runs of all kinds share is the one that a run alone makes: options, words for LLVM and the program are changed at random.
/// LTO_PAR_TEST_FULL=1 does 10,000 such changes.
/// </summary>
public sealed class CacheMutationTests : IDisposable
{
    private const int Seed = 20;

    private static readonly string[][] s_choices =
    [
        ["-O0", "-O1", "-O2", "-O3", "-Os", "-Oz"],
        ["", "--codegen-opt-level=0", "--codegen-opt-level=3"],
        ["", "-mcpu=x86-64-v2", "-mcpu=x86-64-v3", "-mcpu=znver3"],
        ["", "-mattr=+avx2", "-mattr=-sse3"],
        ["", "-fPIC", "-fno-pic"],
        ["", "-mcmodel=small", "-mcmodel=medium", "-mcmodel=large"],
        ["", "-fno-function-sections"],
        ["", "-fno-data-sections"],
        ["", "--no-verify"],
        ["--stage=post-ipo", "--stage=post-inline", "--stage=codegen", "--stage=partition-ipo", "--stage=ipo"],
        ["", "-mllvm=-align-all-functions=5", "-mllvm=-align-all-functions=6", "-mllvm=-inline-threshold=1"],
        ["--partition=max", "--partition=one", "--partition=dfs"],
        ["-j1", "-j2"],
    ];

    private readonly CacheWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void A_shared_cache_serves_what_a_run_alone_makes()
    {
        int steps = Environment.GetEnvironmentVariable("LTO_PAR_TEST_FULL") == "1" ? 10_000 : 40;
        Random random = new(Seed);
        int[] chosen = new int[s_choices.Length];
        int constant = 0;
        int hits = 0;
        for (int i = 0; i < steps; i++)
        {
            int member = random.Next(s_choices.Length + 1);
            if (member == s_choices.Length)
            {
                constant = random.Next(3);
                _workshop.Write(CacheWorkshop.Program(constant));
            }
            else
            {
                chosen[member] = random.Next(s_choices[member].Length);
            }

            string[] options = [.. chosen.Select((c, m) => s_choices[m][c]).Where(o => o.Length > 0)];
            byte[] alone = _workshop.Compile(options);
            (byte[] shared, CacheUse use) = _workshop.CompileCached(options);
            Assert.True(alone.AsSpan().SequenceEqual(shared), $"step {i}, constant {constant}: {string.Join(' ', options)}");
            hits += use.Hits;
        }

        Assert.True(hits > 0);
    }
}
