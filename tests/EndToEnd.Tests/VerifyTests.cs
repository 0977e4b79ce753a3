using System.Text.RegularExpressions;

namespace LtoPar.EndToEnd.Tests;

/// <summary>
/// "lto-par verify" over real programs: no differences in any mode. Under LTO_PAR_TEST_FULL=1 over all of them, with and without debug
/// information, at three levels and both as cut by default and as finely as it goes, in both stages.
/// </summary>
public sealed partial class VerifyTests
{
    public static TheoryData<string, string, string, string, string, string> Runs()
    {
        const string All = "threads,serial,shuffled,files";
        TheoryData<string, string, string, string, string, string> runs = [];
        if (!TestForm.IsFull)
        {
            runs.Add("lua", "O2", "post-ipo", "-O2", "dfs", "threads,files");
            runs.Add("lua", "O2", "codegen", "-O0", "max", "serial,shuffled");
            runs.Add("lua", "O2-g", "codegen", "-O0", "dfs", "threads,files");
            runs.Add("ninja", "O2", "post-ipo", "-O2", "dfs", "threads");
            return runs;
        }

        foreach (string program in new[] { "lua", "ninja", "zstd", "sqlite" })
        {
            foreach ((string variant, string stage) in new[] { ("O2", "post-ipo"), ("O2", "codegen"), ("O2-g", "post-ipo"), ("O2-g", "codegen") })
            {
                foreach (string level in new[] { "-O0", "-O2", "-O3" })
                {
                    runs.Add(program, variant, stage, level, "dfs", All);
                    runs.Add(program, variant, stage, level, "max", All);
                }
            }
        }

        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void No_differences(string program, string variant, string stage, string level, string cut, string modes)
    {
        string input = Corpus.File(program, stage == "codegen" ? "opt.bc" : "postipo.bc", variant);
        string output = Tools.Check(Tools.LtoPar, "verify", input, $"--stage={stage}", level, $"--partition={cut}", "-j2", $"--modes={modes}");
        Assert.Matches(Proof(), output);
        Assert.Contains($"verified {input}: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_programs_do_the_same()
    {
        using TempFolder folder = new();
        File.WriteAllText(folder.File("it's.lua"), "print('hello', arg[0])\nio.stderr:write('and errors\\n')\nos.exit(3)\n");
        string quoted = folder.File("it's.lua").Replace("'", "'\\''", StringComparison.Ordinal);
        string output = Tools.Check(
            Tools.LtoPar, "verify", Corpus.File("lua", "opt.bc"), "--stage=codegen", "-O0", "--modes=threads", "--link-with=cc %i -o %o -lm -ldl",
            $"--run=%p '{quoted}'");
        Assert.EndsWith(", both programs do the same, 0 differences\n", output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^lto-par: verified \S+: \d+ partitions, .*\d+ symbols \(\d+ promoted\), 0 differences\n$")]
    private static partial Regex Proof();
}
