using LtoPar.EndToEnd.Tests.Plugin;

namespace LtoPar.EndToEnd.Tests.Diagnostics;

/// <summary>Optimisation remarks of all partitions are one report in one order, and change no object.</summary>
public sealed class RemarkTests : IDisposable
{
    private const string Source = """
        extern int away(int);
        static __attribute__((noinline)) int sum(int *a, int n) { int s = 0; for (int i = 0; i < n; i++) s += a[i] * i; return s; }
        static int tiny(int x) { return x * 3 + 1; }
        int first(int *a, int n) { return sum(a, n) + tiny(n) + away(n); }
        int second(int *a, int n) { return sum(a, n / 2) - tiny(n); }
        int main(int c, char **v) { return first((int *)v, 0) + second((int *)v, 0) + c; }
        """;

    private readonly TempFolder _folder = new();

    public RemarkTests()
    {
        File.WriteAllText(_folder.File("a.c"), Source);
        File.WriteAllText(_folder.File("b.c"), "int away(int x) { return x ^ 5; }\n");
        foreach (string name in new[] { "a", "b" })
        {
            // The link inlines, not the compiler.
            Check(Tools.Llvm("clang"), "-O2", "-Xclang", "-disable-llvm-passes", "-g", "-flto", "-c", name + ".c", "-o", name + ".o");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("serial")]
    [InlineData("parallel")]
    public void Order_of_work_executor_and_cache_change_nothing_in_them(string ipo)
    {
        string[] options = ["a.o", "--stage=ipo", $"--ipo={ipo}", "--partition=max", "--unique-id=x"];
        Check(Tools.LtoPar, [.. options, "-o", "plain.o"]);
        string[][] ways = [["-j1"], ["-j8"], ["--executor=process", "-j2"], ["--cache-dir=cache"], ["--cache-dir=cache"]];
        for (int i = 0; i < ways.Length; i++)
        {
            string said = Tools.Run(
                Tools.LtoPar, [.. options, "-Rpass=.", $"-pass-remarks-output={i}.yaml", "-o", $"{i}.o", .. ways[i]], _folder.Path,
                [("LTO_PAR_SHUFFLE_SEED", $"{i}")]).Error;
            Assert.Equal(Text("0.yaml"), Text($"{i}.yaml"));
            Assert.Equal(Tools.HashOf(_folder.File("plain.o")), Tools.HashOf(_folder.File($"{i}.o")));
            Assert.Contains("lto-par: remark: a.c:6:36: ", said, StringComparison.Ordinal);
            string where = ipo == "parallel" ? @"partition p\d\d: " : "";
            Assert.Matches($@"lto-par: remark: a\.c:\d+:\d+: {where}'tiny' inlined into 'second' .* \[-Rpass=inline\]", said);
        }

        // Symbols have the user's names, and LLVM's own reader takes the file.
        Assert.DoesNotContain(".lto_par.", Text("0.yaml"), StringComparison.Ordinal);
        Assert.Contains("Function:        sum", Text("0.yaml"), StringComparison.Ordinal);
        string counts = Check(Tools.Llvm("llvm-remarkutil"), "count", "--parser=yaml", "--group-by=source", "0.yaml");
        Assert.Contains("a.c", counts, StringComparison.Ordinal);
    }

    /// <summary>One partition goes through the passes of full LTO, so it is told what opt is told.</summary>
    [Fact]
    public void One_partition_has_the_remarks_of_full_lto()
    {
        Check(Tools.Llvm("opt"), "-passes=lto<O2>", "a.o", "-pass-remarks-output=opt.yaml", "-o", "opt.bc");
        Check(Tools.LtoPar, "a.o", "--stage=ipo", "--partition=one", "-pass-remarks-output=one.yaml", "-pass-remarks-filter=inline|loop-vectorize|licm|gvn");
        string[] own = Documents("one.yaml");
        Assert.True(own.Length > 3, Text("one.yaml"));
        Assert.Equal(Documents("opt.yaml").Where(d => IsOf(d, "inline", "loop-vectorize", "licm", "gvn")).Order(), own.Order());
    }

    [Theory]
    [InlineData("bfd")]
    [InlineData("gold")]
    [InlineData("mold")]
    [InlineData("lld")]
    public void What_clang_asks_a_linker_for_is_written(string linker)
    {
        Check(
            Tools.Llvm("clang"), "-flto", "-fsave-optimization-record", $"-B{Tools.LinkerFolder}", $"-fuse-ld={linker}", "a.o", "b.o", "-o", linker);
        string file = Assert.Single(Directory.GetFiles(_folder.Path, "*opt.ld.yaml"));
        Assert.Contains("Pass:            inline", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Contains("Callee:          first", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Rpass=(", "is not a regular expression")]
    [InlineData("-Rpass=", "needs a value")]
    [InlineData("-pass-remarks-output=none/x.yaml", "none/x.yaml")]
    [InlineData("-pass-remarks-hotness-threshold=x", "is not a number")]
    [InlineData("-Rpass=. --distributor=true", "remarks are not collected from other machines")]
    [InlineData("-pass-remarks-output=a.o", "a.o")]
    public void What_cannot_be_recorded_is_an_error(string options, string expected)
    {
        Finished finished = Tools.Run(Tools.LtoPar, ["a.o", "-o", "x.o", .. options.Split(' ')], _folder.Path, []);
        Assert.Equal(1, finished.Status);
        Assert.StartsWith("lto-par: error: ", finished.Error, StringComparison.Ordinal);
        Assert.Contains(expected, finished.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("x.o")));
    }

    private static bool IsOf(string document, params string[] passes) =>
        passes.Any(p => document.Contains($"Pass:            {p}\n", StringComparison.Ordinal));

    private string[] Documents(string file) => Text(file).Split("--- ", StringSplitOptions.RemoveEmptyEntries);

    private string Text(string file) => File.ReadAllText(_folder.File(file));

    private string Check(string program, params string[] arguments)
    {
        Finished finished = Tools.Run(program, arguments, _folder.Path, []);
        PluginWorkshop.Succeeds(finished);
        return finished.Output;
    }
}
