using System.Text.Json;
using LtoPar.Driver.Reports.StatisticsFile;

namespace LtoPar.Bench.Tests;

/// <summary>
/// --stats-json: the types that write it and read it give back, byte for byte, what was written member by member before there were such types.
/// </summary>
public sealed class StatisticsFileTests
{
    [Theory]
    [InlineData("fit/codegen/lua.8192.json")]
    [InlineData("fit/post-ipo/lua.32768.json")]
    [InlineData("tune/one/0.json")]
    public void A_file_is_written_as_it_was_read(string file) => Assert.Equal(SampleFiles.Text(file), RunDocument.Parse(SampleFiles.Text(file)).Print());

    [Fact]
    public void A_run_without_partitions_has_no_straggler()
    {
        RunDocument run = RunDocument.Parse(SampleFiles.Text("tune/one/0.json")) with { Partitions = [], Straggler = null };
        Assert.DoesNotContain("straggler", run.Print(), StringComparison.Ordinal);
        Assert.Contains("\"partitions\": [],\n", run.Print(), StringComparison.Ordinal);
        Assert.Null(RunDocument.Parse(run.Print()).Straggler);
    }

    /// <summary>A text that cannot be a function's name in C is escaped as ever.</summary>
    [Fact]
    public void Names_are_escaped()
    {
        RunDocument run = RunDocument.Parse(SampleFiles.Text("tune/one/0.json")) with { Input = "a<b>\"\u00e9\n" };
        Assert.Contains("\"input\": \"a\\u003Cb\\u003E\\u0022\\u00E9\\n\",", run.Print(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"version\":1,")]
    public void Anything_else_is_refused(string text) => Assert.Throws<JsonException>(() => RunDocument.Parse(text));
}
