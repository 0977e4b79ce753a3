namespace LtoPar.EndToEnd.Tests.Bisecting;

/// <summary>"lto-par bisect ... -- LINK COMMAND" takes the program from a link, by plugin or wrapper, and links each of its own with that command.</summary>
public sealed class BisectLinkTests : IDisposable
{
    private const string Functions = """
        __attribute__((noinline)) int grows(int x) { return x + 1 > x; }
        __attribute__((noinline)) int doubled(int x) { return x * 2; }
        """;

    private const string Main = """
        #include <stdlib.h>
        int grows(int), doubled(int);
        int main(int c, char **v) { return grows(atoi(v[1])) || doubled(c) == 3; }
        """;

    private readonly TempFolder _folder = new();

    public BisectLinkTests()
    {
        foreach ((string name, string text) in new[] { ("main", Main), ("functions", Functions) })
        {
            File.WriteAllText(_folder.File(name + ".c"), text);
            Tools.Check(
                Tools.Llvm("clang"), "-O1", "-Xclang", "-disable-llvm-passes", "-flto", "-fPIC", "-c", _folder.File(name + ".c"), "-o",
                _folder.File(name + ".o"));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mold")]
    [InlineData("lld")]
    [FullData("bfd")]
    [FullData("gold")]
    public void The_link_is_made_by_its_own_command(string linker)
    {
        // As the program comes, before inter-procedural optimisation has seen what is wrong with it.
        Finished finished = Bisect(
            "%p 2147483647", Tools.Llvm("clang"), "-flto", $"-B{Tools.LinkerFolder}", $"-fuse-ld={linker}", "-Wl,-plugin-opt=--stage=post-ipo", "main.o",
            "functions.o", "-o", "program");
        Assert.True(finished.Status == 0, finished.Error);
        Assert.Matches(@"function grows\.lto_par\.\w+ of p\d+: fails alone", finished.Output);
        Assert.Matches(@"pass \d+ of \d+: \w+ on grows", finished.Output);

        string part = Path.GetFileName(Assert.Single(Directory.GetFiles(_folder.File("program.bisect"), "*.bc")));
        (string, string)[] path = [("PATH", $"{Path.GetDirectoryName(Tools.LtoPar)}:{Environment.GetEnvironmentVariable("PATH")}")];
        string script = _folder.File("program.bisect/interesting.sh");
        Assert.Equal(0, Tools.Run(script, [_folder.File("program.bisect/" + part)], null, path).Status);
        File.WriteAllBytes(_folder.File("empty.bc"), []);
        Assert.Equal(1, Tools.Run(script, [_folder.File("empty.bc")], null, path).Status);
    }

    [Theory]
    [InlineData("%p 1", "has no lto-par compile anything (status 0)", "true")]
    [InlineData("true", "has no %p", "true")]
    [InlineData("%p 1", "after -- comes the link command")]
    public void A_command_that_links_nothing_of_ours_is_an_error(string test, string expected, params string[] command)
    {
        Finished finished = Bisect(test, command);
        Assert.Equal(1, finished.Status);
        Assert.StartsWith("lto-par: error: ", finished.Error, StringComparison.Ordinal);
        Assert.Contains(expected, finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_of_two_links_is_an_error()
    {
        string link = $"{Tools.Llvm("clang")} -flto -B{Tools.LinkerFolder} -fuse-ld=lld main.o functions.o -o";
        Finished finished = Bisect("%p 1", "sh", "-c", $"{link} one; {link} two");
        Assert.Equal(1, finished.Status);
        Assert.Contains("bisect takes the command of one link", finished.Error, StringComparison.Ordinal);
    }

    private Finished Bisect(string test, params string[] command) =>
        Tools.Run(Tools.LtoPar, ["bisect", "--partition=max", $"--test={test}", "--", .. command], _folder.Path, []);
}
