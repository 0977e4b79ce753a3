using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace LtoPar.EndToEnd.Tests;

/// <summary>
/// Real programs: partitioned, linked, put to real work, and compared with the one-partition program that opt, llc and the linker alone make.
/// scripts/corpus.sh builds the inputs; scripts/test.sh calls it.
/// </summary>
public abstract class CorpusProgramTests(string program)
{
    /// <summary>What the reference programs print, by program and number of environment settings; each is run once.</summary>
    private static readonly ConcurrentDictionary<(string Program, string Settings), string> s_expected = new();

    /// <summary>Set to 1: zstd runs all its levels in every configuration, and determinism is tried 20 times on every program.</summary>
    protected static bool Full { get; } = Environment.GetEnvironmentVariable("LTO_PAR_TEST_FULL") == "1";

    public static TheoryData<string, string> Configurations() => new()
    {
        { "dfs", "post-ipo" }, { "dfs", "codegen" }, { "one", "post-ipo" }, { "one", "codegen" }, { "max", "post-ipo" }, { "max", "codegen" },
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Does_the_same_work_as_the_reference(string partition, string stage)
    {
        using TempFolder folder = new();
        string linked = Link(folder, stage, "-j2", "-O2", $"--partition={partition}");
        (string Name, string Value)[] environment = Full ? [] : [("ZSTD_LEVELS", (partition, stage) == ("dfs", "post-ipo") ? "1 2 4 8 13 19" : "1 3 6 12")];
        string expected = s_expected.GetOrAdd(
            (program, string.Join(';', environment)), _ => Work(Corpus.File(program, "ref"), folder.File("reference"), environment));
        Assert.Equal(expected, Work(linked, folder.File("work"), environment));
    }

    [Theory]
    [InlineData("codegen", "opt.bc")]
    [InlineData("post-ipo", "postipo.bc")]
    public void Objects_do_not_depend_on_jobs_runs_or_order(string stage, string file)
    {
        int runs = Full || program == "lua" ? 20 : 3;
        string? first = null;
        for (int run = 0; run < runs; run++)
        {
            using TempFolder folder = new();
            (string, string)[] environment = run % 2 == 0 ? [] : [("LTO_PAR_SHUFFLE_SEED", $"{run}")];
            string jobs = new[] { "-j1", "-j2", "-j8" }[run % 3];
            Finished finished = Tools.Run(Tools.LtoPar, [Corpus.File(program, file), $"--stage={stage}", jobs, "--unique-id=x", $"--emit-objects={folder.File("objects")}"], null, environment);
            Assert.True(finished.Status == 0, finished.Error);
            string hash = HashOf(folder.File("objects"));
            first ??= hash;
            Assert.True(first == hash, $"run {run} ({jobs}, shuffled: {environment.Length}) gave other objects");
        }
    }

    [Fact]
    public void Text_is_as_large_as_one_partitions()
    {
        using TempFolder folder = new();
        Tools.Check(Tools.LtoPar, Corpus.File(program, "opt.bc"), "--stage=codegen", "-o", folder.File("codegen.o"));
        Tools.Check(Tools.LtoPar, Corpus.File(program, "postipo.bc"), "-o", folder.File("postipo.o"));
        long reference = ExecutableBytes(Corpus.File(program, "ref.o"));
        foreach (string name in new[] { "codegen.o", "postipo.o" })
        {
            long bytes = ExecutableBytes(folder.File(name));
            double ratio = (double)bytes / reference;
            Assert.True(ratio is > 0.995 and < 1.005, $"{program} {name}: {bytes} bytes of code, {reference} in one partition ({ratio:0.0000})");
        }
    }

    private string Link(TempFolder folder, string stage, params string[] options)
    {
        string combined = folder.File("program.o");
        Tools.Check(Tools.LtoPar, [Corpus.File(program, stage == "codegen" ? "opt.bc" : "postipo.bc"), $"--stage={stage}", "-o", combined, .. options]);
        string linked = folder.File("program");
        string[] arguments = File.ReadAllText(Corpus.File(program, "link.args")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Tools.Check("c++", [combined, .. arguments, "-o", linked]);
        return linked;
    }

    private string Work(string executable, string folder, (string, string)[] environment)
    {
        Finished finished = Tools.Run("bash", [Path.Combine(Tools.Root, $"tests/corpus/run-{program}.sh"), executable, folder], null, environment);
        Assert.True(finished.Status == 0, $"{finished.Command}\nstatus {finished.Status}\n{finished.Error}");
        Assert.True(finished.Output.Length > 100, "the workload printed next to nothing");
        return finished.Output;
    }

    private static string HashOf(string folder)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.GetFiles(folder, "*.o").Order(StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Sum of the executable sections: "name size address" lines of size -A.</summary>
    private static long ExecutableBytes(string file) =>
        Tools.Check(Tools.Llvm("llvm-size"), "-A", file).Split('\n')
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length == 3 && words[0].StartsWith(".text", StringComparison.Ordinal))
            .Sum(words => long.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture));
}
