using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>
/// Real programs: partitioned, linked, put to real work, and compared with the one-partition program that opt, llc and the linker alone make.
/// scripts/corpus.sh builds the inputs; scripts/test.sh calls it.
/// </summary>
public abstract class CorpusProgramTests(string program)
{
    /// <summary>The output of the reference programs, by program and number of environment settings; each is run once.</summary>
    private static readonly ConcurrentDictionary<(string Program, string Settings), string> s_expected = new();

    [Theory]
    [InlineData("dfs", "post-ipo")]
    [InlineData("dfs", "codegen")]
    [InlineData("max", "post-ipo")]
    public void Does_the_same_work_as_the_reference(string partition, string stage) => CompareWork(partition, stage);

    protected void CompareWork(string partition, string stage)
    {
        using TempFolder folder = new();
        string linked = Link(folder, stage, "-j2", "-O2", $"--partition={partition}");
        (string Name, string Value)[] environment = TestForm.IsFull ? [] : [("ZSTD_LEVELS", (partition, stage) == ("dfs", "codegen") ? "1 4 8 19" : "1 3 6 12")];
        string expected = s_expected.GetOrAdd(
            (program, string.Join(';', environment)), _ => Work(Corpus.File(program, "ref"), folder.File("reference"), environment));
        Assert.Equal(expected, Work(linked, folder.File("work"), environment));
    }

    [Theory]
    [InlineData("codegen", "opt.bc")]
    [InlineData("post-ipo", "postipo.bc")]
    public void Objects_do_not_depend_on_jobs_runs_or_order(string stage, string file)
    {
        int runs = TestForm.IsFull ? 20 : program == "lua" ? 6 : 3;
        string? first = null;
        for (int run = 0; run < runs; run++)
        {
            using TempFolder folder = new();
            (string, string)[] environment = run % 2 == 0 ? [] : [("LTO_PAR_SHUFFLE_SEED", $"{run}")];
            string jobs = new[] { "-j1", "-j2", "-j8" }[run % 3];
            Finished finished = Tools.Run(
                Tools.LtoPar, [Corpus.File(program, file), $"--stage={stage}", jobs, "--unique-id=x", $"--emit-objects={folder.File("objects")}"],
                null, environment);
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

    /// <summary>ld.lld resolves the corpus's objects; what lto-par merges of them is what ld.lld merges, in every symbol.</summary>
    [Fact]
    public void Merged_from_files_it_is_the_program_that_lld_merges()
    {
        using TempFolder folder = new();
        string resolution = LinkJobs.Resolve(program, folder, "--save-temps=internalize");
        string merged = folder.File("merged.bc");
        LinkJobs.Check(program, "link", resolution, $"--emit-merged={merged}");
        IReadOnlyList<string> expected = Shape(folder.File("program.0.2.internalize.bc"));
        Assert.True(expected.Count > 100);
        Assert.Equal(string.Join('\n', expected), string.Join('\n', Shape(merged)));
        string again = folder.File("again.bc");
        LinkJobs.Check(program, "link", resolution, $"--emit-merged={again}", "-j1");
        Assert.True(File.ReadAllBytes(merged).AsSpan().SequenceEqual(File.ReadAllBytes(again)), "a second merge gave other bytes");
    }

    [Theory]
    [InlineData("serial")]
    [InlineData("parallel")]
    public void Linked_from_files_it_does_the_same_work(string ipo)
    {
        using TempFolder folder = new();
        string combined = folder.File("program.o");
        LinkJobs.Check(program, "link", LinkJobs.Resolve(program, folder), "-O2", "-j2", $"--ipo={ipo}", "-o", combined);
        string linked = folder.File("linked");
        Tools.Check("c++", [combined, .. LinkArguments(), "-o", linked]);
        (string Name, string Value)[] environment = TestForm.IsFull ? [] : [("ZSTD_LEVELS", "1 3 6 12")];
        string expected = s_expected.GetOrAdd(
            (program, string.Join(';', environment)), _ => Work(Corpus.File(program, "ref"), folder.File("reference"), environment));
        Assert.Equal(expected, Work(linked, folder.File("work"), environment));
    }

    /// <summary>Without what is dead: ld.lld leaves some of that out while it merges, by its summaries.</summary>
    private static IReadOnlyList<string> Shape(string bitcode) =>
        TestSupport.ModuleShape.Of(Tools.Check(Tools.Llvm("opt"), "-passes=globaldce", "-S", bitcode, "-o", "-"));

    private string[] LinkArguments() => File.ReadAllText(Corpus.File(program, "link.args")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private string Link(TempFolder folder, string stage, params string[] options)
    {
        string combined = folder.File("program.o");
        Tools.Check(Tools.LtoPar, [Corpus.File(program, stage == "codegen" ? "opt.bc" : "postipo.bc"), $"--stage={stage}", "-o", combined, .. options]);
        string linked = folder.File("program");
        Tools.Check("c++", [combined, .. LinkArguments(), "-o", linked]);
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
