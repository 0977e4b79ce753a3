using System.Text.Json;
using LtoPar.Driver.Reporting;
using LtoPar.Driver.Reports.LogFile;
using LtoPar.TestSupport;

namespace LtoPar.Driver.Tests.Reporting;

/// <summary>The page of one run: it is well-formed, says the same in tables as in charts, and is whole for every kind of run.</summary>
public sealed class ReportPageTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_partition_is_in_every_chart_and_in_the_table()
    {
        string page = ReportPage.Print(Logs.Of(300, 20, 100, 70, 5, 90, 80));
        Assert.Empty(HtmlText.Problems(page));
        for (int i = 0; i < 7; i++)
        {
            Assert.Equal(4, page.Split($"data-p=\"{i}\"").Length);
            Assert.Contains($"<tr id=\"p{i}\"><th scope=\"row\">p0{i}</th><td>worker ", page, StringComparison.Ordinal);
        }

        string text = HtmlText.TextOf(page);
        Assert.All(
            [
                "Timeline", "What other numbers of cores would make of it", "Partitions by size and by time", "Where partitions ran",
                "Calls between partitions", "Symbols that other partitions see", "What had to stay together", "bitcode changed", "state.lto_par.1f", "comdat",
                "a note", "80 ms of the run are serial",
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    /// <summary>The last one ends 35 ms after the others.</summary>
    [Fact]
    public void What_ended_last_is_named_with_its_function()
    {
        string text = HtmlText.TextOf(ReportPage.Print(Logs.Of(20, 100, 35, 80)));
        Assert.Contains("p03 ended last, 35 ms after all others: its largest function, f3, has 75 % of its instructions.", text, StringComparison.Ordinal);
        Assert.Contains("With 3 cores or more the partitions take as long as p01 alone", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_that_have_less_to_tell_have_shorter_reports()
    {
        LogDocument log = Logs.Of();
        LogDocument unchanged = log with
        {
            Unchanged = true,
            Program = null,
            Cut = null,
            Promoted = null,
            Cloned = null,
            Copied = null,
            Imported = null,
            Together = null,
            Notes = [],
            Partitions = [new LogPartition { Name = "p00", ObjectBytes = 12, Cache = "hit", CacheWhy = "nothing has changed" }],
        };
        string[] pages = [ReportPage.Print(log), ReportPage.Print(unchanged), ReportPage.Print(log with { WallMs = 0, CpuMs = 0, Stages = [], Cache = null })];
        Assert.All(pages, page => Assert.Empty(HtmlText.Problems(page)));
        Assert.Contains("Nothing has changed since an earlier run", pages[1], StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", string.Concat(pages), StringComparison.Ordinal);
    }

    /// <summary>A program of 2000 partitions on 64 workers, each an object of its own.</summary>
    [Fact]
    public void A_large_run_is_drawn_in_a_few_megabytes()
    {
        LogDocument log = Logs.Of([.. Enumerable.Range(0, 2000).Select(i => 20.0 + (i * 7919 % 200))]);
        string page = ReportPage.Print(log with { Partitions = [.. log.Partitions.Select((p, i) => p with { Worker = (i % 64) + 1 })] });
        Assert.Empty(HtmlText.Problems(page));
        Assert.InRange(page.Length, 1 << 20, 4 << 20);
    }

    [Fact]
    public void The_report_goes_beside_the_log_or_where_it_is_sent()
    {
        string log = _folder.Write("run.log.json", JsonSerializer.Serialize(Logs.Of(50, 60), LogContext.Default.LogDocument));
        Command.Check("report", log);
        Command.Check("report", log, "-o", _folder.File("x.html"));
        Assert.Equal(["run.log.html", "run.log.json", "x.html"], _folder.Names());
        Assert.Equal(File.ReadAllText(_folder.File("x.html")), File.ReadAllText(_folder.File("run.log.html")));
        Assert.Contains("would overwrite the input", Command.Run("report", log, "-o", log).Error, StringComparison.Ordinal);
        Assert.Contains("would overwrite the input", Command.Run("report", _folder.File("x.html"), log, "-o", log).Error, StringComparison.Ordinal);
    }
}
