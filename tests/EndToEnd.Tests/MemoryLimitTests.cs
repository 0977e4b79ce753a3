using System.Text.Json;

namespace LtoPar.EndToEnd.Tests;

/// <summary>Little memory makes a run slower; it neither ends it nor changes a byte.</summary>
public sealed class MemoryLimitTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Objects_are_the_same_whatever_the_limit()
    {
        string input = Corpus.File("lua", "opt.bc");
        byte[] expected = Compile(input, "-j2");
        foreach (string limit in TestForm.IsFull ? new[] { "1", "120M", "1%", "none" } : ["1", "120M"])
        {
            Assert.Equal(expected, Compile(input, "-j8", $"--memory-limit={limit}"));
        }
    }

    [Fact]
    public void A_limit_lets_in_fewer_at_a_time()
    {
        string input = Corpus.File("lua", "opt.bc");
        Assert.True(PredictedPeak(input, "--memory-limit=none") > PredictedPeak(input, "--memory-limit=1"));
    }

    /// <summary>docs/performance.md has how near it is; here it is the kind of peak that counts: that of partitions, or of the whole program.</summary>
    [Theory]
    [InlineData("lua", "--stage=codegen")]
    [InlineData("ninja", "--stage=ipo")]
    [FullData("sqlite", "--stage=ipo")]
    public void The_peak_is_about_what_was_predicted(string program, string stage)
    {
        using JsonDocument run = Statistics(Corpus.File(program, "merged.bc"), stage, "-O0", "-j2");
        double ratio = run.RootElement.GetProperty("peak_rss_bytes").GetInt64() / (double)run.RootElement.GetProperty("predicted_peak_bytes").GetInt64();
        Assert.InRange(ratio, 0.7, 1.2);
    }

    /// <summary>Eight threads want eight stacks and eight heaps; where there is no address space for them, fewer run.</summary>
    [Theory]
    [InlineData(1_200_000)]
    [FullData(1_600_000)]
    [FullData(2_400_000)]
    public void A_run_survives_ulimit(int kilobytes)
    {
        string input = Corpus.File("lua", "opt.bc");
        byte[] expected = Compile(input, "-j2");
        string output = _folder.File("limited.o");
        foreach (int jobs in TestForm.IsFull ? new[] { 8, 64 } : [64])
        {
            Tools.Check("bash", "-c", $"ulimit -v {kilobytes} && exec '{Tools.LtoPar}' '{input}' --stage=codegen -O0 -j{jobs} -o '{output}'");
            Assert.Equal(expected, File.ReadAllBytes(output));
        }
    }

    private byte[] Compile(string input, params string[] options)
    {
        string output = _folder.File("limited.o");
        Tools.Check(Tools.LtoPar, [input, "--stage=codegen", "-O0", "-o", output, .. options]);
        return File.ReadAllBytes(output);
    }

    private long PredictedPeak(string input, string option)
    {
        using JsonDocument run = Statistics(input, "--stage=codegen", "-O0", "-j4", option);
        return run.RootElement.GetProperty("predicted_peak_bytes").GetInt64();
    }

    private JsonDocument Statistics(string input, params string[] options)
    {
        string file = _folder.File("stats.json");
        Tools.Check(Tools.LtoPar, [input, "-o", _folder.File("x.o"), $"--stats-json={file}", .. options]);
        return JsonDocument.Parse(File.ReadAllText(file));
    }
}
