using System.Text.Json;

namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>
/// --ipo=parallel: programs do what those do that were optimised as a whole, whatever their size and instructions; objects do not depend on how they
/// were made; and what needs the whole program gets it.
/// </summary>
[Collection(nameof(IpoCollection))]
public sealed class PartitionIpoTests(IpoProgram program) : IDisposable
{
    private static readonly string[] s_mode = ["--stage=ipo", "--ipo=parallel"];

    private readonly TempFolder _folder = new();

    public static TheoryData<string, string> Executions() => new()
    {
        { "-O2", "O2" }, { "-O2", "Os" }, { "-O0", "O0" }, { "-O2 -Xclang -disable-llvm-passes", "O1" }, { "-O2 -Xclang -disable-llvm-passes", "O2" },
        { "-O2 -fprofile-use", "O3" }, { "-O2 -fwhole-program-vtables -fvisibility=hidden", "O1" },
        { "-O2 -fwhole-program-vtables -fvisibility=hidden", "O2" },
        { "-O2 -fwhole-program-vtables -fvirtual-function-elimination -fvisibility=hidden", "O2" },
        { "-O2 -fsanitize=cfi -fvisibility=hidden", "O0" }, { "-O2 -fsanitize=cfi -fvisibility=hidden", "O2" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Executions))]
    public void Cut_programs_do_what_the_linkers_do(string flags, string level)
    {
        foreach (string cut in new[] { "dfs", "max" })
        {
            program.DoesWhatTheReferenceDoes(flags, IpoProgram.Link(_folder, program.Merged(flags), [.. s_mode, $"-{level}", $"--partition={cut}"]));
        }
    }

    [Theory]
    [InlineData("-O2", false)]
    [InlineData("-O2 -fwhole-program-vtables -fvisibility=hidden", true)]
    [InlineData("-O2 -fprofile-use", true)]
    public void Only_what_needs_the_whole_program_runs_before_the_cut(string flags, bool runs)
    {
        Tools.Check(Tools.LtoPar, [program.Merged(flags), .. s_mode, $"--stats-json={_folder.File("stats.json")}", "-o", _folder.File("x.o")]);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder.File("stats.json")));
        IEnumerable<string?> names = json.RootElement.GetProperty("phases").EnumerateArray().Select(p => p.GetProperty("name").GetString());
        Assert.Equal(runs, names.Contains("ipo"));
    }

    [Fact]
    public void Objects_do_not_depend_on_jobs_or_order()
    {
        string? first = null;
        foreach ((string jobs, string seed) in new[] { ("-j1", ""), ("-j4", "2") })
        {
            string output = _folder.File("jobs.o");
            Finished finished = Tools.Run(
                Tools.LtoPar, [Corpus.File("lua", "merged.bc"), .. s_mode, jobs, "--unique-id=x", "-o", output], null, [("LTO_PAR_SHUFFLE_SEED", seed)]);
            Assert.True(finished.Status == 0, finished.Error);
            string hash = Tools.HashOf(output);
            first ??= hash;
            Assert.Equal(first, hash);
        }
    }

    [Theory]
    [InlineData("-O2")]
    [InlineData("-O2 -fwhole-program-vtables -fvisibility=hidden")]
    public void The_printed_commands_make_the_same_object(string flags) =>
        PrintedCommands.MakeTheSameObject(_folder, [program.Merged(flags), .. s_mode, "-O3", "--partition=max", "-o", "x.o"]);

    /// <summary>The order of the segments is that of the files, whoever is done first.</summary>
    [Fact]
    public void Links_in_segments_do_not_depend_on_jobs_or_order()
    {
        string job = LinkJobs.Resolve("lua", _folder);
        string? first = null;
        foreach ((string jobs, string[] segments) in new[] { ("-j1", ["--segments=6"]), ("-j3", ["--segments=6"]), ("-j2", Array.Empty<string>()) })
        {
            string stats = _folder.File("stats.json");
            string[] options = ["--ipo=parallel", jobs, .. segments, "--max-functions=60", "--codegen-opt-level=0"];
            LinkJobs.Check("lua", ["link", job, .. options, $"--stats-json={stats}", "-o", _folder.File("x.o")]);
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(stats));
            Assert.True(json.RootElement.GetProperty("segments").GetInt32() > 1);
            if (segments.Length > 0)
            {
                string hash = Tools.HashOf(_folder.File("x.o"));
                first ??= hash;
                Assert.Equal(first, hash);
            }
        }
    }

    [Fact]
    public void The_dump_says_why_a_body_is_imported()
    {
        string said = Tools.Check(Tools.LtoPar, ["dump-partitions", Corpus.File("lua", "merged.bc"), .. s_mode, "--import-limit=40"]);
        Assert.Matches(@"imports function \w+ of p\d+: \d+ of (40|34|28|23|19|16|13) instructions, called by \w+", said);
        Assert.Matches(@"imported \d+ \(\d+ instructions\)\n", said);
        Assert.Matches(@"uses function \w+ of p\d+: declared: no(unwind|free)", said);
        said = Tools.Check(Tools.LtoPar, ["dump-partitions", Corpus.File("lua", "merged.bc"), .. s_mode, "-O1"]);
        Assert.DoesNotContain("imports", said, StringComparison.Ordinal);
    }

    /// <summary>With nothing to inline across partitions, the program is smaller and slower; it is the same program.</summary>
    [Fact]
    public void A_limit_of_none_imports_what_is_always_inlined_alone()
    {
        string said = Tools.Check(Tools.LtoPar, ["dump-partitions", Corpus.File("lua", "merged.bc"), .. s_mode, "--import-limit=0"]);
        Assert.DoesNotContain("imports", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ninja")]
    [FullData("lua")]
    public void Verify_compares_what_a_linker_sees(string name)
    {
        string said = Tools.Check(Tools.LtoPar, ["verify", Corpus.File(name, "merged.bc"), .. s_mode]);
        Assert.Contains("4 modes identical", said, StringComparison.Ordinal);
        Assert.Contains("0 differences", said, StringComparison.Ordinal);
    }

    /// <summary>A debugger shows a call that was inlined from another partition as it shows one that was not.</summary>
    [Fact]
    public void Frames_that_were_inlined_from_other_partitions_are_described()
    {
        File.WriteAllText(_folder.File("a.c"), "int helper(int *p, int x);\nint main(int n, char **v)\n{\n  int a[3] = { n, 2, 3 };\n"
            + "  return helper(a, n) + helper(a, 2) == 10 ? 0 : 1;\n}\n");
        File.WriteAllText(_folder.File("b.c"), "int inner(int *p) { return *(volatile int *)p; }\n"
            + "int helper(int *p, int x)\n{\n  return x + inner(p) + inner(p + x);\n}\n");
        foreach (string file in new[] { "a", "b" })
        {
            Tools.Check(Tools.Llvm("clang"), "-O2", "-g", "-flto", "-c", _folder.File($"{file}.c"), "-o", _folder.File($"{file}.bc"));
        }

        Tools.Check(Tools.Llvm("llvm-link"), _folder.File("a.bc"), _folder.File("b.bc"), "-o", _folder.File("both.bc"));
        Tools.Check(Tools.LtoPar, [_folder.File("both.bc"), .. s_mode, "--partition=max", "-O2", $"--emit-objects={_folder.File("parts")}"]);
        string[] objects = File.ReadAllLines(_folder.File("parts/objects.txt"));
        string main = objects.Single(o => Tools.Check(Tools.Llvm("llvm-nm"), "--defined-only", o).Contains(" T main", StringComparison.Ordinal));
        string debug = Tools.Check(Tools.Llvm("llvm-dwarfdump"), "--debug-info", main);
        string[] inlined = [.. debug.Split("DW_TAG_inlined_subroutine").Skip(1).Select(d => d.Split('\n')[1])];
        Assert.Contains(inlined, line => line.Contains("\"helper\"", StringComparison.Ordinal));
        Assert.Contains(inlined, line => line.Contains("\"inner\"", StringComparison.Ordinal));
        Assert.All(objects, o => Tools.Check(Tools.Llvm("llvm-dwarfdump"), "--verify", "--quiet", o));
    }

    [Fact]
    public void It_is_refused_where_there_is_no_ipo_to_do()
    {
        Finished finished = Tools.Run(Tools.LtoPar, Corpus.File("lua", "postipo.bc"), "--ipo=parallel", "-o", _folder.File("x.o"));
        Assert.Equal((1, "lto-par: error: --ipo=parallel: there is no IPO left to do; use --stage=ipo\n"), (finished.Status, finished.Error));
    }
}
