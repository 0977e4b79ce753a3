using System.Text;

namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>Runs with a cache make what runs without it make, however much of it is there.</summary>
public sealed class CacheRunTests : IDisposable
{
    private readonly CacheWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Objects_are_the_same_without_a_cache_with_a_cold_and_with_a_warm_one()
    {
        byte[] expected = _workshop.Compile();
        (byte[] cold, CacheUse first) = _workshop.CompileCached();
        (byte[] warm, CacheUse second) = _workshop.CompileCached("-j1");
        Assert.Equal((expected, expected), (cold, warm), Bytes.Pairs);
        Assert.Equal((new CacheUse(0, 13), new CacheUse(13, 0)), (first, second));
    }

    [Theory]
    [InlineData("--stage=post-ipo")]
    [InlineData("--stage=codegen", "-O0")]
    [InlineData("--stage=ipo", "-O0", "--ipo=parallel")]
    public void So_it_is_with_a_real_program(params string[] options)
    {
        string input = Corpus.File("lua", options[0] == "--stage=ipo" ? "merged.bc" : "opt.bc");
        string cache = $"--cache-dir={_workshop.Cache}";
        byte[] expected = Compile();
        byte[] cold = Compile(cache);
        byte[] warm = Compile(cache, $"--stats-json={_workshop.File("stats.json")}");
        Assert.True(expected.AsSpan().SequenceEqual(cold) && expected.AsSpan().SequenceEqual(warm));
        CacheUse use = CacheUse.Of(_workshop.File("stats.json"));
        Assert.Equal((0, 0), (use.Misses, use.NotKept.Length));
        Assert.True(use.Hits > 1);

        byte[] Compile(params string[] more)
        {
            Tools.Check(Tools.LtoPar, [input, "-j2", "-o", _workshop.File("lua.o"), .. options, .. more]);
            return File.ReadAllBytes(_workshop.File("lua.o"));
        }
    }

    [Fact]
    public void One_changed_constant_compiles_one_partition()
    {
        _workshop.CompileCached();
        _workshop.Write(CacheWorkshop.Program(100));
        (byte[] cached, CacheUse use) = _workshop.CompileCached();
        Assert.Equal(new CacheUse(12, 1), use);
        Assert.Equal(_workshop.Compile(), cached);
        _workshop.Write(CacheWorkshop.Program(0));
        Assert.Equal(new CacheUse(13, 0), _workshop.CompileCached().Use);
    }

    [Fact]
    public void Objects_of_other_options_are_never_served()
    {
        string[][] options = [[], ["-O0"], ["-O3"], ["-mcpu=x86-64-v3"], ["-mattr=+avx2"], ["-fPIC"], ["-mcmodel=large"], ["-mllvm=-align-all-functions=6"]];
        foreach (string[] other in options)
        {
            byte[] expected = _workshop.Compile(other);
            (byte[] cold, CacheUse first) = _workshop.CompileCached(other);
            (byte[] warm, CacheUse second) = _workshop.CompileCached(other);
            Assert.Equal((expected, expected), (cold, warm), Bytes.Pairs);
            Assert.Equal((new CacheUse(0, 13), new CacheUse(13, 0)), (first, second));
        }
    }

    [Fact]
    public void The_environment_names_a_cache_too_and_verbose_says_what_came_of_it()
    {
        foreach (string expected in new[] { "0 hits, 13 misses", "13 hits, 0 misses" })
        {
            Finished run = Tools.Run(
                Tools.LtoPar, [_workshop.Input, "--partition=max", "--final-link", "--print-stats", "-o", _workshop.File("p.o")], null,
                [("LTO_PAR_CACHE_DIR", _workshop.Cache)]);
            Assert.Equal(0, run.Status);
            Assert.Contains($"\ncache: {expected}\n", run.Error, StringComparison.Ordinal);
        }

        string said = _workshop.Run("-v", $"--cache-dir={_workshop.Cache}", "-save-temps=plan").Error;
        Assert.Contains("lto-par: cache: 13 hits, 0 misses\n", said, StringComparison.Ordinal);
        Assert.Equal(13, _workshop.Entries.Length);
    }

    [Fact]
    public void Costs_of_earlier_runs_stay_when_nothing_is_compiled()
    {
        string history = _workshop.File("costs");
        _workshop.CompileCached($"--cost-history={history}");
        string before = File.ReadAllText(history);
        _workshop.CompileCached($"--cost-history={history}");
        Assert.Equal(before, File.ReadAllText(history));
        Assert.Equal(13, before.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Assembly_that_reads_files_is_compiled_in_each_run()
    {
        string data = _workshop.File("data");
        string asm = $"module asm \".section .rodata\"\nmodule asm \"the_data: .incbin \\22{data}\\22\"\n";
        _workshop.Write(CacheWorkshop.Program(0, asm));
        foreach (string content in new[] { "first content", "second content" })
        {
            File.WriteAllText(data, content);
            (byte[] compiled, CacheUse use) = _workshop.CompileCached();
            Assert.Equal(("its assembly may read files", 1), Assert.Single(use.NotKept));
            Assert.Contains(content, Encoding.Latin1.GetString(compiled), StringComparison.Ordinal);
        }

        _workshop.Write(
            CacheWorkshop.Program(0, $"define void @g() {{\n  call void asm sideeffect \".INCBIN \\22{data}\\22\", \"\"()\n  ret void\n}}\n"));
        Assert.Equal(("its assembly may read files", 1), Assert.Single(_workshop.CompileCached().Use.NotKept));
    }

    [Fact]
    public void Warnings_come_in_each_run()
    {
        _workshop.Write(CacheWorkshop.Program(0, "define void @g() {\n  call void asm sideeffect \".warning \\22look here\\22\", \"\"()\n  ret void\n}\n"));
        foreach (int hits in new[] { 0, 13 })
        {
            Finished run = _workshop.Run($"--cache-dir={_workshop.Cache}", "--print-stats");
            Assert.Equal(0, run.Status);
            Assert.Contains("look here", run.Error, StringComparison.Ordinal);
            Assert.Contains($"cache: {hits} hits, {13 - hits} misses, 1 not kept: LLVM warned of something\n", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Words_for_LLVM_that_print_are_obeyed_in_each_run()
    {
        for (int i = 0; i < 2; i++)
        {
            Finished run = _workshop.Run($"--cache-dir={_workshop.Cache}", "--print-stats", "-mllvm=-print-after=finalize-isel");
            Assert.Contains("# *** IR Dump After", run.Error, StringComparison.Ordinal);
            Assert.Contains(
                "cache: 0 hits, 0 misses, 13 not kept: -mllvm -print-after=finalize-isel has effects besides the object\n", run.Error,
                StringComparison.Ordinal);
        }
    }

    /// <summary>What a word for libLTO changes is another object, and the same word finds it again.</summary>
    [Theory]
    [InlineData("-faddrsig")]
    [InlineData("-mllvm=-stack-size-section")]
    public void What_libLTO_generates_is_kept(string word)
    {
        byte[] plain = _workshop.CompileCached().Object;
        byte[] uncached = _workshop.Compile(word);
        Assert.NotEqual(plain, uncached);
        (byte[] cold, CacheUse missed) = _workshop.CompileCached(word);
        (byte[] warm, CacheUse found) = _workshop.CompileCached(word);
        Assert.Equal((new CacheUse(0, 13), new CacheUse(13, 0)), (missed, found));
        Assert.Equal(uncached, cold);
        Assert.Equal(uncached, warm);
    }

    [Fact]
    public void A_plugin_and_a_wrapper_pass_it_on()
    {
        File.WriteAllText(_workshop.File("a.c"), "int f(int x) { return x * 3; } int main(int c, char **v) { return f(c) - 3; }");
        Tools.Check(Tools.Llvm("clang"), "-flto", "-O1", "-c", _workshop.File("a.c"), "-o", _workshop.File("a.o"));
        foreach (string linker in new[] { "mold", "lld" })
        {
            string cache = _workshop.File(linker);
            foreach (string expected in new[] { "hits 0\nmisses 1\n", "hits 1\nmisses 1\n" })
            {
                Tools.Check(
                    Tools.Llvm("clang"), "-flto", "-B" + Tools.LinkerFolder, $"-fuse-ld={linker}", _workshop.File("a.o"), "-o", _workshop.File("a.out"),
                    $"-Wl,-plugin-opt=cache-dir={cache}", "-Wl,-plugin-opt=--cost-history=" + _workshop.File("costs"));
                Assert.EndsWith(expected, Tools.Check(Tools.LtoPar, "cache", "stats", $"--cache-dir={cache}"), StringComparison.Ordinal);
                Tools.Check(_workshop.File("a.out"));
            }
        }
    }
}
