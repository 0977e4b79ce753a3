using System.Globalization;
using System.Security.Cryptography;

namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>The objects of real programs: the same however they are made, as large as one partition's, and of the module that the linker merges.</summary>
public sealed class ProgramObjectTests
{
    [Theory]
    [InlineData("lua", "post-ipo")]
    [InlineData("ninja", "codegen")]
    [FullData("zstd", "codegen")]
    [FullData("lua", "codegen")]
    [FullData("ninja", "post-ipo")]
    [FullData("sqlite", "codegen")]
    [FullData("sqlite", "post-ipo")]
    [FullData("zstd", "post-ipo")]
    public void Objects_do_not_depend_on_jobs_runs_or_order(string program, string stage)
    {
        string input = Corpus.File(program, stage == "codegen" ? "opt.bc" : "postipo.bc");
        int runs = TestForm.IsFull ? 20 : 2;
        string? first = null;
        for (int run = 0; run < runs; run++)
        {
            using TempFolder folder = new();
            (string, string)[] environment = run % 2 == 0 ? [] : [("LTO_PAR_SHUFFLE_SEED", $"{run}")];
            string jobs = new[] { "-j1", "-j8", "-j2" }[run % 3];
            Finished finished = Tools.Run(
                Tools.LtoPar, [input, $"--stage={stage}", jobs, "--unique-id=x", $"--emit-objects={folder.File("objects")}"], null, environment);
            Assert.True(finished.Status == 0, finished.Error);
            string hash = HashOf(folder.File("objects"));
            first ??= hash;
            Assert.True(first == hash, $"run {run} ({jobs}, shuffled: {environment.Length}) gave other objects");
        }
    }

    [Theory]
    [InlineData("ninja")]
    [FullData("lua")]
    [FullData("sqlite")]
    [FullData("zstd")]
    public void Text_is_as_large_as_one_partitions(string program)
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
    [Theory]
    [InlineData("ninja")]
    [FullData("lua")]
    [FullData("sqlite")]
    [FullData("zstd")]
    public void Merged_from_files_it_is_the_program_that_lld_merges(string program)
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

    /// <summary>Without what is dead: ld.lld leaves some of that out while it merges, by its summaries.</summary>
    private static IReadOnlyList<string> Shape(string bitcode) =>
        ModuleShape.Of(Tools.Check(Tools.Llvm("opt"), "-passes=globaldce", "-S", bitcode, "-o", "-"));

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
            .Sum(words => long.Parse(words[1], CultureInfo.InvariantCulture));
}
