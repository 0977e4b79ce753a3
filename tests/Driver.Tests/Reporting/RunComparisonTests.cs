using System.Text.Json;
using LtoPar.Driver.Reporting.Comparing;
using LtoPar.Driver.Reports.LogFile;
using LtoPar.TestSupport;

namespace LtoPar.Driver.Tests.Reporting;

/// <summary>"lto-par report BEFORE AFTER": what changed.</summary>
public sealed class RunComparisonTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_run_has_not_changed()
    {
        RunComparison comparison = new(Logs.Of(50, 60), Logs.Of(50, 60));
        Assert.Equal(["wall time 180.0 ms, then 180.0 ms (0.0 ms, 0.0 %)", "partitions: 2 as before"], comparison.Summary);
        Assert.Empty(comparison.PartitionTable(10).Rows);
    }

    /// <summary>The numbers of all partitions move by one, and only what did change is told.</summary>
    [Fact]
    public void Partitions_are_known_by_their_first_function()
    {
        LogDocument before = Logs.Of(50, 60, 70, 80);
        LogPartition[] p = [.. before.Partitions];
        LogDocument after = before with
        {
            Partitions =
            [
                p[0] with { Name = "p00", First = "new" }, p[0] with { Name = "p01" }, p[2] with { Name = "p02", EmitCpuMs = 100 },
                p[3] with { Name = "p03", EmitCpuMs = 0, Cache = "hit" },
            ],
        };
        RunComparison comparison = new(before, after);
        Assert.Equal(
            [
                ("p00", ChangeKind.Added), ("p01", ChangeKind.Gone), ("p02", ChangeKind.Slower), ("p03", ChangeKind.NowCached),
                ("p01 (was p00)", ChangeKind.Same),
            ],
            comparison.Partitions.Select(c => (c.Name, c.Kind)));
        Assert.Contains("partitions: 1 new, 1 gone, 1 slower, 1 from the cache now, compiled before, 1 as before", comparison.Summary);
    }

    [Theory]
    [InlineData(100, 109, "Same")]
    [InlineData(100, 111, "Slower")]
    [InlineData(100, 89, "Faster")]
    [InlineData(10, 14, "Same")]
    [InlineData(10, 16, "Slower")]
    public void Small_differences_are_none(double before, double after, string expected) =>
        Assert.Equal(expected, new RunComparison(Logs.Of(before), Logs.Of(after)).Partitions.Single().Kind.ToString());

    [Fact]
    public void Options_versions_and_machines_that_differ_are_named()
    {
        LogDocument before = Logs.Of(50), after = before with
        {
            Options = ["--stage=post-ipo", "-O3", "-j2", "--cache-dir"],
            Llvm = "22.1.9",
            Machine = before.Machine with { Processors = 8 },
            Input = "q.bc",
            WallMs = before.WallMs * 2,
        };
        Assert.Equal(
            [
                "wall time 170.0 ms, then 340.0 ms (+170.0 ms, +100.0 %)", "lto-par 0.1.0 with LLVM 22.1.8, then 0.1.0 with 22.1.9", "2 processors, then 8",
                "input p.bc, then q.bc", "options: without -O2, with -O3 --cache-dir", "partitions: 1 as before",
            ],
            new RunComparison(before, after).Summary);
    }

    [Fact]
    public void It_is_text_and_with_an_output_a_page()
    {
        string before = Write("a.json", Logs.Of(50, 60)), after = Write("b.json", Logs.Of(50, 90, 30));
        string text = Command.Check("report", before, after);
        Assert.StartsWith(
            "wall time 180.0 ms, then 210.0 ms (+30.0 ms, +16.7 %)\nmost of it in the phase 'compile': +30.0 ms\n", text, StringComparison.Ordinal);
        Assert.Contains("partitions: 1 new, 1 slower, 1 as before\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\n  p01 +slower +60\.0 +90\.0 +\+30\.0 ", text);
        Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
        Assert.Equal("", Command.Check("report", before, after, "-o", _folder.File("c.html")));
        Assert.Empty(HtmlText.Problems(File.ReadAllText(_folder.File("c.html"))));
        Assert.Equal(["a.json", "b.json", "c.html"], _folder.Names());
    }

    private string Write(string name, LogDocument log) => _folder.Write(name, JsonSerializer.Serialize(log, LogContext.Default.LogDocument));
}
