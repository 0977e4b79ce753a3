using System.Globalization;
using System.Text.RegularExpressions;

namespace LtoPar.EndToEnd.Tests.Bisecting;

/// <summary>"lto-par bisect --slow" and "--bigger" name what is slow to compile, or large, without a test of the program.</summary>
public sealed partial class BisectMeasureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>Of its functions one is unrolled to many times its size, and one is long as it stands.</summary>
    public BisectMeasureTests()
    {
        string source = _folder.File("p.c");
        string steps = string.Concat(Enumerable.Range(1, 100).Select(i => $"  if (a[x & 7] % {i + 2} == 1) x += a[x & 3] * {i}; else a[x & 1] ^= x;\n"));
        File.WriteAllText(source, $$"""
            int small(int x) { return x * 3 + 1; }
            int unrolled(int *a, int *b) {
                int s = 0;
            #pragma clang loop unroll(full)
                for (int i = 0; i < 16; i++) s += a[i] / (b[i] | 1) ^ i;
                return s;
            }
            int other(int x) { return x ^ 5; }
            int lengthy(int *a, int x) {
            {{steps}}  return x;
            }
            """);
        Tools.Check(Tools.Llvm("clang"), "-O1", "-Xclang", "-disable-llvm-passes", "-c", "-emit-llvm", source, "-o", _folder.File("p0.bc"));
        Tools.Check(Tools.Llvm("opt"), "-passes=mem2reg", _folder.File("p0.bc"), "-o", Input);
    }

    private string Input => _folder.File("p.bc");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_pass_is_found_that_makes_code_large()
    {
        string said = Bisect(Small(), "--bigger=200");
        Assert.Matches(@"partition p00: \d+ bytes\n", said);
        Assert.Matches(@"function unrolled of p00: \d+ bytes\n", said);
        Assert.Matches(@"p00: pass \d+ of \d+: loop-unroll[\w-]* on .*unrolled\n", said);
    }

    [Fact]
    public void The_function_is_found_that_is_slow_to_compile()
    {
        // Of the time that the slowest partition takes, a half.
        Match slowest = Seconds().Match(Bisect(Input, "--partition=max", "--slow=0.000001"));
        Assert.Equal("p03", slowest.Groups["partition"].Value);
        double half = double.Parse(slowest.Groups["seconds"].Value, CultureInfo.InvariantCulture) / 2;
        Assert.Contains("function lengthy of p", Bisect(Input, $"--slow={half.ToString("0.0000", CultureInfo.InvariantCulture)}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_functions_that_are_large_together_are_not_searched_one_by_one() => Assert.Matches(
        @"p00: no function alone is beyond 370 bytes; the most is \d+ bytes, of unrolled\n.* 3 partitions compiled", Bisect(Small(), "--bigger=370"));

    [Theory]
    [InlineData("--slow=1000", "no partition takes more than 1000.000 s: the most is ")]
    [InlineData("--bigger=100000", "no partition takes more than 100000 bytes: the most is ")]
    [InlineData("--bigger=0", "'0' is not a number of 1 or more")]
    [InlineData("--slow=-1", "'-1' is not a number of seconds above 0")]
    [InlineData("--slow=1 --bigger=1", "--slow=SECONDS, or --bigger=BYTES, and one of them")]
    [InlineData("--ld=ld", "bisect needs --test=CMD")]
    public void What_cannot_be_found_is_said(string options, string expected)
    {
        Finished finished = Tools.Run(Tools.LtoPar, ["bisect", Input, .. options.Split(' ')]);
        Assert.Equal(1, finished.Status);
        Assert.StartsWith("lto-par: error: ", finished.Error, StringComparison.Ordinal);
        Assert.Contains(expected, finished.Error, StringComparison.Ordinal);
    }

    /// <summary>The program without its long function.</summary>
    private string Small()
    {
        string file = _folder.File("small.bc");
        Tools.Check(Tools.Llvm("llvm-extract"), "--func=small", "--func=unrolled", "--func=other", Input, "-o", file);
        return file;
    }

    private static string Bisect(string file, params string[] options)
    {
        Finished finished = Tools.Run(Tools.LtoPar, ["bisect", file, .. options]);
        Assert.True(finished.Status == 0, finished.Error);
        return finished.Output;
    }

    [GeneratedRegex(@"partition (?<partition>p\d+): (?<seconds>[\d.]+) s\n")]
    private static partial Regex Seconds();
}
