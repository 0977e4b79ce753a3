using System.Text.Json;
using LtoPar.Driver.Reports.LogFile;
using LtoPar.Platform;

namespace LtoPar.Driver.Tests.Reporting;

/// <summary>A file that is no log, or not all of one, is refused in one line that says what to do.</summary>
public sealed class LogReaderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        string text = Text(Logs.Of(50, 60, 70));
        Assert.Equal(text, Text(LogReader.Parse("x", text)));
        Assert.Equal(text, Text(LogReader.Parse("x", text[..^1] + ",\"more\":[1]}")));
    }

    [Fact]
    public void A_part_of_a_log_is_refused_wherever_it_ends()
    {
        string text = Text(Logs.Of(50, 60));
        for (int end = 0; end < text.Length; end += 7)
        {
            LtoParException e = Assert.Throws<LtoParException>(() => LogReader.Parse("run.json", text[..end]));
            Assert.StartsWith("run.json: is damaged or incomplete, or no log of a run (", e.ToString(), StringComparison.Ordinal);
            Assert.EndsWith("; make it again with --log=FILE", e.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.ToString());
        }
    }

    [Theory]
    [InlineData(
        "\"version\":1", "\"version\":2",
        "is a log of version 2, and this lto-par reads version 1; use the lto-par that wrote it (0.1.0), or make the log again")]
    [InlineData("\"format\":\"lto-par run log\"", "\"format\":\"x\"", "is no log of a run of lto-par; give a file that --log or LTO_PAR_LOG_DIR wrote")]
    [InlineData("\"wall_ms\":", "\"wall\":", "is damaged or incomplete")]
    [InlineData("\"options\":[", "\"options\":[null,", "(options)")]
    [InlineData("\"notes\":[", "\"notes\":[null,", "(notes)")]
    [InlineData("\"partitions\":[", "\"partitions\":[null,", "(partitions)")]
    [InlineData("\"name\":\"p01\"", "\"name\":\"p00\"", "(two partitions of one name)")]
    [InlineData("\"name\":\"p01\"", "\"name\":null", "is damaged or incomplete")]
    [InlineData("\"carve_ms\":", "\"carve_ms\":-1,\"x\":", "(partition p00)")]
    [InlineData("\"worker\":1", "\"worker\":1000000", "(partition p00)")]
    [InlineData("\"started_ms\":100,\"ended_ms\":", "\"started_ms\":100,\"ended_ms\":1e300,\"x\":", "is damaged or incomplete")]
    [InlineData("\"rules\":[\"comdat\"]", "\"rules\":[null]", "(together)")]
    [InlineData("\"processors\":2", "\"processors\":0", "(machine)")]
    public void A_log_that_is_not_right_is_refused(string right, string wrong, string message)
    {
        string text = Text(Logs.Of(50, 60));
        Assert.Contains(right, text, StringComparison.Ordinal);
        int at = text.IndexOf(right, StringComparison.Ordinal);
        string file = _folder.Write("run.json", text[..at] + wrong + text[(at + right.Length)..]);
        CommandResult outcome = Command.Run("report", file);
        Assert.Equal((1, ""), (outcome.Status, outcome.Output));
        Assert.StartsWith($"lto-par: error: {file}: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("run.html", _folder.Names());
    }

    [Fact]
    public void A_file_that_is_not_there_and_one_of_another_kind_are_refused()
    {
        Assert.Contains("no such file", Command.Run("report", _folder.File("none.json")).Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("is damaged or incomplete", Command.Run("report", _folder.WriteModule("p.bc")).Error, StringComparison.Ordinal);
        Assert.Contains("is no log of a run", Command.Run("report", _folder.Write("s.json", "{\"version\":1}")).Error, StringComparison.Ordinal);
        Assert.Contains("is no log of a run", Command.Run("report", _folder.Write("n.json", "null")).Error, StringComparison.Ordinal);
        Assert.Equal("lto-par: error: report: say LOG, or BEFORE AFTER to compare two; --log=FILE makes a log\n", Command.Run("report").Error);
    }

    private static string Text(LogDocument log) => JsonSerializer.Serialize(log, LogContext.Default.LogDocument);
}
