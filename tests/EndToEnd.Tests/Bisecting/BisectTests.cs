namespace LtoPar.EndToEnd.Tests.Bisecting;

/// <summary>
/// "lto-par bisect" finds functions whose optimisation changes what a program does: here they rely on signed overflow, which LLVM takes to be impossible.
/// </summary>
public sealed class BisectTests : IDisposable
{
    private const string Source = """
        #include <stdio.h>
        #include <stdlib.h>
        #define N __attribute__((noinline))
        N int triple(int x) { return x * 3 + 1; }
        N int mixed(int x) { return x ^ 5; }
        N int grows(int x) { return x + 1 > x; }
        N int sum(int x) { int s = 0; for (int i = 0; i < x; i++) s += triple(i); return s; }
        N int shrinks(int x) { return x - 1 < x; }
        int main(int c, char **v) {
            printf("%d %d %d\n", triple(c), mixed(c), sum(c));
            int a = grows(atoi(v[1])), b = c > 2 && shrinks(atoi(v[2]));
            return c > 3 ? a && b : a || b;
        }
        """;

    private readonly TempFolder _folder = new();

    public BisectTests()
    {
        File.WriteAllText(_folder.File("p.c"), Source);
        Tools.Check(Tools.Llvm("clang"), "-O1", "-Xclang", "-disable-llvm-passes", "-c", "-emit-llvm", _folder.File("p.c"), "-o", _folder.File("p0.bc"));
        Tools.Check(Tools.Llvm("opt"), "-passes=mem2reg", _folder.File("p0.bc"), "-o", Input);
    }

    private string Input => _folder.File("p.bc");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("max", "p02")]
    [InlineData("dfs", "p00")]
    public void One_function_is_found_with_its_pass(string cut, string partition)
    {
        string said = Bisect($"--partition={cut}", "--test=%p 2147483647");
        Assert.Contains($"partitions up to {partition}: the test fails; without {partition}", said, StringComparison.Ordinal);
        Assert.Contains($"function grows of {partition}: fails alone", said, StringComparison.Ordinal);
        Assert.Matches(@"pass \d+ of \d+: [a-z]+ on grows", said);
        Assert.DoesNotContain("function shrinks", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_that_fail_each_by_itself_are_both_found()
    {
        string said = Bisect("--partition=max", "--test=%p 2147483647 -2147483648");
        Assert.Contains("function grows of", said, StringComparison.Ordinal);
        Assert.Contains("function shrinks of", said, StringComparison.Ordinal);

        // Each leaves its own reproducer.
        string[] sets = ["p.bc.bisect", "p.bc.bisect/set2"];
        string[] kept = [.. sets.Select(set => Path.GetFileName(Assert.Single(Directory.GetFiles(_folder.File(set), "*.bc"))))];
        Assert.Equal(2, kept.Distinct().Count());
        (string, string)[] path = [("PATH", $"{Path.GetDirectoryName(Tools.LtoPar)}:{Environment.GetEnvironmentVariable("PATH")}")];
        Assert.Equal(0, Tools.Run(_folder.File("p.bc.bisect/set2/interesting.sh"), [_folder.File($"p.bc.bisect/set2/{kept[1]}")], null, path).Status);

        // The folder may be one that has others, too.
        string[] others = ["p.bc.bisect/settings", "p.bc.bisect/set3"];
        Array.ForEach(others, other => Directory.CreateDirectory(_folder.File(other)));
        Bisect("--partition=max", "--test=%p 2147483647");
        Assert.False(Directory.Exists(_folder.File("p.bc.bisect/set2")), "a set of an earlier search is still there");
        Assert.All(others, other => Assert.True(Directory.Exists(_folder.File(other)), $"{other} is gone"));
    }

    [Theory]
    [InlineData("max")]
    [InlineData("dfs")]
    public void A_pair_that_fails_together_is_found(string cut) =>
        Assert.Matches(
            "function (grows|shrinks) of p0[0-9] and function (?!\\1)(grows|shrinks) of p0[0-9]: fail together",
            Bisect($"--partition={cut}", "--test=%p 2147483647 -2147483648 pair"));

    [Fact]
    public void Outcomes_are_taken_up_by_a_second_run_and_the_partition_is_interesting()
    {
        string first = Bisect("--partition=max", "--test=%p 2147483647");
        Assert.Matches(@"function grows of p02: fails alone \([1-9]\d* tests\)", first);
        string file = _folder.File("p.bc.bisect/outcomes");
        int known = File.ReadAllLines(file).Length;
        Bisect("--partition=max", "--test=%p 2147483647");
        // Only what a run confirms is run again.
        Assert.InRange(File.ReadAllLines(file).Length - known, 1, 5);
        (string, string)[] path = [("PATH", $"{Path.GetDirectoryName(Tools.LtoPar)}:{Environment.GetEnvironmentVariable("PATH")}")];
        File.WriteAllBytes(_folder.File("p.bc.bisect/empty.bc"), []);
        foreach ((string part, int status) in new[] { ("p02.bc", 0), ("empty.bc", 1) })
        {
            Assert.Equal(status, Tools.Run(_folder.File("p.bc.bisect/interesting.sh"), [_folder.File("p.bc.bisect/" + part)], null, path).Status);
        }
    }

    [Fact]
    public void A_second_search_takes_all_that_it_compiles_from_the_cache()
    {
        string cache = $"--cache-dir={_folder.File("cache")}";
        string first = Bisect("--partition=max", "--test=%p 2147483647", cache);
        Assert.Matches(@"\n.* [1-9]\d* partitions compiled, in .* builds\n$", first);
        string second = Bisect("--partition=max", "--test=%p 2147483647", cache, $"-o={_folder.File("second")}");
        Assert.EndsWith(" 0 partitions compiled, in 0.0 s of processor time\n", second, StringComparison.Ordinal);
        Assert.Equal(first.Split('\n')[..^2], second.Split('\n')[..^2]);

        // So does a search after a build.
        string built = _folder.File("built.o");
        Tools.Check(Tools.LtoPar, Input, "--partition=max", "-O3", "--unique-id=x", cache, "-o", built);
        string third = Bisect("--partition=max", "-O3", "--unique-id=x", "--test=%p 2147483647", cache, $"-o={_folder.File("third")}");
        Assert.DoesNotContain(" builds\n", third, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_that_hangs_has_failed() =>
        Assert.Contains("function grows of", Bisect("--partition=max", "--timeout=1", "--test=%p 2147483647 || tail -f /dev/null"), StringComparison.Ordinal);

    [Fact]
    public void A_changed_object_is_named_with_what_differs_in_it()
    {
        Tools.Check(Tools.LtoPar, Input, "--partition=max", $"--emit-objects={_folder.File("good")}");
        File.WriteAllText(_folder.File("p.c"), Source.Replace("x ^ 5", "x ^ 6", StringComparison.Ordinal));
        Tools.Check(Tools.Llvm("clang"), "-O1", "-Xclang", "-disable-llvm-passes", "-c", "-emit-llvm", _folder.File("p.c"), "-o", _folder.File("p0.bc"));
        Tools.Check(Tools.Llvm("opt"), "-passes=mem2reg", _folder.File("p0.bc"), "-o", _folder.File("changed.bc"));
        Tools.Check(Tools.LtoPar, _folder.File("changed.bc"), "--partition=max", $"--emit-objects={_folder.File("bad")}");
        string said = Bisect(
            "--partition=max", $"--good={_folder.File("good")}", $"--bad={_folder.File("bad")}", "--test=%p 1 | grep -q '^7 7 5$'");
        Assert.Contains("partition p01: fails alone", said, StringComparison.Ordinal);
        Assert.Contains("p01: what differs: mixed\n", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%p 1 | grep -q 7", "there is nothing to find")]
    [InlineData("%p 2147483647 && false", "what is wrong was wrong before the cut, or the test fails by itself")]
    [InlineData("n=$(cat count); echo $((n + 1)) >count; %p 1; test $((n % 3)) != 1", "the test is flaky")]
    [InlineData("true", "has no %p")]
    public void What_cannot_be_found_is_said(string test, string expected)
    {
        File.WriteAllText(_folder.File("count"), "0\n");
        Finished finished = Run("--partition=max", "--test=" + test.Replace("count", _folder.File("count"), StringComparison.Ordinal));
        Assert.Equal(1, finished.Status);
        Assert.StartsWith("lto-par: error: ", finished.Error, StringComparison.Ordinal);
        Assert.Contains(expected, finished.Error, StringComparison.Ordinal);
    }

    private string Bisect(params string[] options)
    {
        Finished finished = Run(options);
        Assert.True(finished.Status == 0, finished.Error);
        return finished.Output;
    }

    private Finished Run(params string[] options) => Tools.Run(Tools.LtoPar, ["bisect", Input, "--link-with=cc %i -o %o", .. options]);
}
