namespace LtoPar.EndToEnd.Tests.Diagnostics;

/// <summary>LLVM's warnings name the function, the place in the source and the partition; with -Werror they are errors.</summary>
public sealed class WarningTests : IDisposable
{
    private const string Source = """
        static __attribute__((noinline)) int deep(int x) { volatile char a[5000]; for (int i = 0; i < 5000; i++) a[i] = x; return a[x]; }
        int assembly(int x) { __asm__("nop\n\t.warning \"odd\"\n\tnop"); return x; }
        __attribute__((warning("stay away"))) int marked(int);
        int loop(int *a, int n) {
          int s = 0;
        #pragma clang loop vectorize(enable)
          for (int i = 0; i < n; i++) { if (a[i] == 7) return i; s += marked(a[i]); }
          return s; }
        int main(int c, char **v) { return deep(c) + assembly(c) + loop((int *)v, c); }
        """;

    private readonly TempFolder _folder = new();

    public WarningTests() => File.WriteAllText(_folder.File("w.c"), Source);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        "-g", "w.c:1:0: stack frame size \\(\\d+\\) exceeds limit \\(1000\\) in function 'deep'$", "function 'assembly' \\(w.c:2\\): <inline asm>:2:2: odd",
        "function 'loop' \\(w.c:7\\): call to marked marked \"dontcall-warn\": stay away$", "w.c:7:3: loop not vectorized")]
    [InlineData(
        "-g0", "stack frame size \\(\\d+\\) exceeds limit \\(1000\\) in function 'deep' \\(from w.c\\)$", "function 'assembly': <inline asm>:2:2: odd",
        "function 'loop': call to marked marked \"dontcall-warn\": stay away$", ": loop not vectorized: .* \\(from w.c\\)$")]
    public void They_say_what_they_are_about(string debug, params string[] expected)
    {
        Compile(debug);
        Finished finished = Run("--stage=ipo", "--partition=max", "-o", "w.o");
        Assert.Equal(0, finished.Status);
        string[] lines = finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Matches(@"^lto-par: warning: w\.bc: partition p\d\d: ", line));
        Assert.All(expected, text => Assert.Contains(lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, text)));
        Assert.DoesNotContain("<unknown>", finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(".lto_par.", finished.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--stage=ipo")]
    [InlineData("--stage=ipo --ipo=parallel --executor=process")]
    public void They_are_errors_where_it_is_asked_for(string options)
    {
        Compile("-g");
        Finished finished = Run([.. options.Split(' '), "--partition=max", "-Werror", "-o", "w.o"]);
        Assert.Equal(1, finished.Status);
        string[] lines = finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.StartsWith("lto-par: error: w.bc: ", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("in function 'deep' [-Werror]", StringComparison.Ordinal));
        Assert.Matches(@"\d+ warnings are errors \(-Werror\)$", lines[^1]);
        Assert.False(File.Exists(_folder.File("w.o")));
    }

    [Fact]
    public void Without_warnings_the_option_changes_nothing()
    {
        File.WriteAllText(_folder.File("w.c"), "int main(void) { return 0; }\n");
        Compile("-g0");
        Finished finished = Run("--stage=ipo", "-Werror", "-o", "w.o");
        Assert.Equal((0, ""), (finished.Status, finished.Error));
    }

    private void Compile(string debug) => Assert.Equal(
        0,
        Tools.Run(Tools.Llvm("clang"), ["-O2", debug, "-flto", "-Wframe-larger-than=1000", "-c", "w.c", "-o", "w.bc"], _folder.Path, []).Status);

    private Finished Run(params string[] options) => Tools.Run(Tools.LtoPar, ["w.bc", .. options], _folder.Path, []);
}
