namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>
/// An object from a cache that runs of all kinds share is the one that a run alone makes: options, words for LLVM, the program, files that options and
/// assembly name, and the environment are changed at random.
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
        ["", "-mllvm=-align-all-functions=5", "-mllvm=-align-all-functions=6", "-mllvm=-inline-threshold=1", "-mllvm=-basic-block-sections=list"],
        ["--partition=max", "--partition=one", "--partition=dfs"],
        ["-j1", "-j2"],
    ];

    private const string Reader =
        "define void @reader() {\n  call void asm sideeffect \".pushsection .rodata\\0A.include \\22included\\22\\0A.popsection\", \"\"()\n  ret void\n}\n";

    private readonly CacheWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void A_shared_cache_serves_what_a_run_alone_makes()
    {
        int steps = Environment.GetEnvironmentVariable("LTO_PAR_TEST_FULL") == "1" ? 10_000 : 40;
        Random random = new(Seed);
        int[] chosen = new int[s_choices.Length];
        (string Name, string Value)[][] environments =
            [[], [("LTO_PAR_LIBLLVM", _workshop.OtherLibrary())], [("LLVM_OVERRIDE_PRODUCER", "another")], [("MALLOC_ARENA_MAX", "1")]];
        int constant = 0;
        bool reads = false;
        int hits = 0;
        WriteFiles(0);
        for (int i = 0; i < steps; i++)
        {
            switch (random.Next(s_choices.Length + 4) - s_choices.Length)
            {
                case 0:
                    constant = random.Next(3);
                    break;
                case 1:
                    reads = !reads;
                    break;
                case 2:
                    WriteFiles(random.Next(3));
                    break;
                case 3:
                    _workshop.Environment = environments[random.Next(environments.Length)];
                    break;
                case var member:
                    chosen[member + s_choices.Length] = random.Next(s_choices[member + s_choices.Length].Length);
                    break;
            }

            _workshop.Write(CacheWorkshop.Program(constant, reads ? Reader : ""));
            string[] options = [.. chosen.Select((c, m) => s_choices[m][c]).Where(o => o.Length > 0)];
            byte[] alone = _workshop.Compile(options);
            (byte[] shared, CacheUse use) = _workshop.CompileCached(options);
            Assert.True(alone.AsSpan().SequenceEqual(shared), $"step {i}, constant {constant}, reads {reads}: {string.Join(' ', options)}");
            hits += use.Hits;
        }

        Assert.True(hits > 0);
    }

    /// <summary>Writes what -basic-block-sections names, and what the assembly includes.</summary>
    private void WriteFiles(int content)
    {
        File.WriteAllText(_workshop.File("list"), $"v1\nf f{content}\nc 0\n");
        File.WriteAllText(_workshop.File("included"), $".long {content}\n");
    }
}
