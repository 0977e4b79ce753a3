using System.Text.Json;
using LtoPar.TestSupport;

namespace LtoPar.Driver.Tests.Reports.TraceFile;

/// <summary>--time-trace of whole runs, beside --stats-json of the same ones.</summary>
public sealed class TimeTraceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void The_trace_tells_what_the_statistics_tell(int jobs)
    {
        (TraceText trace, JsonElement statistics) = Run("--partition=max", $"-j{jobs}");
        Assert.Equal(["load", "open", "read", "plan", "linkage", "compile", "combine"], trace.Phases.Select(p => p.Name));
        foreach ((TraceEntry phase, JsonElement expected) in trace.Phases.Zip(statistics.GetProperty("phases").EnumerateArray()))
        {
            Assert.Equal(expected.GetProperty("name").GetString(), phase.Name);
            IsAsLong(expected, "wall_ms", phase);
        }

        JsonElement[] partitions = [.. statistics.GetProperty("partitions").EnumerateArray()];
        Assert.Equal(["p00", "p01", "p02", "p03"], trace.Partitions.Select(p => p.Name).Order(StringComparer.Ordinal));
        foreach (TraceEntry partition in trace.Partitions)
        {
            JsonElement expected = partitions.Single(p => p.GetProperty("name").GetString() == partition.Name);
            Assert.Equal(["carve", "optimize", "emit"], trace.StepsOf(partition).Select(s => s.Name));
            Assert.All(trace.StepsOf(partition), step => IsAsLong(expected, $"{step.Name}_ms", step));
            double ran = expected.GetProperty("ended_ms").GetDouble() - expected.GetProperty("started_ms").GetDouble();
            Assert.InRange(partition.End - partition.Start, (ran * 1000) - 1, (ran * 1000) + 1);
            foreach (string name in new[] { "functions", "instructions", "object_bytes" })
            {
                Assert.Equal(expected.GetProperty(name).GetInt64(), partition.Arguments.GetProperty(name).GetInt64());
            }

            IsTheSum(expected, "", "_cpu_ms", partition.Arguments.GetProperty("cpu_us"));
            IsTheSum(expected, "predicted_", "_ms", partition.Arguments.GetProperty("predicted_us"));
            Assert.False(partition.Arguments.GetProperty("from_cache").GetBoolean());
        }

        Assert.InRange(trace.Partitions.Select(p => p.Row).Distinct().Count(), 1, jobs);
    }

    [Fact]
    public void Counters_begin_with_all_waiting_and_end_with_none()
    {
        (TraceText trace, JsonElement statistics) = Run("--partition=max", "-j2");
        long[] running = trace.Counter("partitions in flight", "partitions");
        long[] waiting = trace.Counter("queue length", "partitions");
        long[] memory = trace.Counter("memory predicted in use", "bytes");
        Assert.Equal((0, 4, 0, 0), (running[0], waiting[0], running[^1], waiting[^1]));
        Assert.All(running, r => Assert.InRange(r, 0, 2));
        Assert.Equal(1, running.Min(r => r == 0 ? 1 : r));
        Assert.Equal(waiting.OrderDescending(), waiting);
        Assert.Equal(memory[0], memory[^1]);
        Assert.Equal(memory[0], memory.Min());
        Assert.InRange(memory.Max(), memory[0] + 1, statistics.GetProperty("predicted_peak_bytes").GetInt64());
    }

    /// <summary>A run of hits is traced too: the outputs of an earlier run, taken as they are, have no times.</summary>
    [Fact]
    public void An_object_from_the_cache_is_carved_and_no_more()
    {
        string cache = $"--cache-dir={_folder.File("cache")}";
        Command.Check(_folder.WriteModule("p.bc"), "--partition=max", "--final-link", cache);
        (TraceText trace, _) = Run("--partition=max", "--final-link", cache);
        Assert.Contains("cache", trace.Phases.Select(p => p.Name));
        Assert.Equal(4, trace.Partitions.Length);
        Assert.All(trace.Partitions, p => Assert.True(p.Arguments.GetProperty("from_cache").GetBoolean()));
        Assert.Equal(["carve", "carve", "carve", "carve"], trace.Steps.Select(s => s.Name));
    }

    [Fact]
    public void The_phases_of_optimisation_follow_each_other()
    {
        (TraceText trace, _) = Run("--stage=ipo");
        Assert.Equal(
            ["load", "open", "ipo read", "ipo", "ipo write", "ipo free", "read", "plan", "linkage", "compile", "combine"], trace.Phases.Select(p => p.Name));
    }

    [Fact]
    public void A_trace_that_cannot_be_written_is_an_error_before_the_work()
    {
        string input = _folder.WriteModule("p.bc");
        CommandResult outcome = Command.Run(input, $"--time-trace={_folder.File("none/t.json")}");
        string error = $"lto-par: error: {_folder.File("none/t.json")}: cannot be written: no such directory; create it first\n";
        Assert.Equal((1, error), (outcome.Status, outcome.Error));
        Assert.Equal(["p.bc"], _folder.Names());
    }

    /// <summary>What the tests look for is found where it is.</summary>
    [Theory]
    [InlineData("row 2 has no name", "p00 partition 2 5 4")]
    [InlineData("p00 and p01 overlap in row 1", "p00 partition 1 2 4", "p01 partition 1 5 4")]
    [InlineData("emit at 5 is in no partition", "p00 partition 1 2 4", "emit step 1 5 2")]
    [InlineData("p00 is not in compiling", "p00 partition 1 5 6")]
    [InlineData("GVN at 3 is in no step that runs passes", "p00 partition 1 2 6", "carve step 1 2 6", "GVN pass 1 3 2")]
    [InlineData("LICM at 4 ends after GVN, in which it begins", "p00 partition 1 2 6", "emit step 1 2 6", "GVN pass 1 3 2", "LICM pass 1 4 3")]
    public void A_wrong_trace_is_told_from_a_right_one(string problem, params string[] events)
    {
        IEnumerable<string> texts = events.Prepend("compile phase 1 0 10").Select(e => e.Split(' ')).Select(w =>
            $$"""{"name":"{{w[0]}}","ph":"X","cat":"{{w[1]}}","tid":{{w[2]}},"ts":{{w[3]}},"dur":{{w[4]}}}""");
        TraceText trace = TraceText.Parse(
            $$"""{"traceEvents":[{"name":"thread_name","ph":"M","tid":1},{{string.Join(',', texts)}}],"displayTimeUnit":"ms"}""");
        Assert.Equal([problem], trace.Problems());
    }

    /// <summary>Runs, and requires that nothing is wrong with the trace.</summary>
    private (TraceText Trace, JsonElement Statistics) Run(params string[] options)
    {
        string trace = _folder.File("trace.json"), statistics = _folder.File("stats.json");
        Command.Check([_folder.WriteModule("p.bc"), .. options, $"--time-trace={trace}", $"--stats-json={statistics}"]);
        TraceText text = TraceText.Read(trace);
        Assert.Empty(text.Problems());
        Assert.Contains(text.Entries, e => e.Name == "process_name");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(statistics));
        return (text, document.RootElement.Clone());
    }

    /// <summary>Both ends are rounded down, so a length is off by less than a microsecond.</summary>
    private static void IsAsLong(JsonElement expected, string member, TraceEntry entry)
    {
        double microseconds = expected.GetProperty(member).GetDouble() * 1000;
        Assert.InRange(entry.End - entry.Start, microseconds - 1, microseconds + 1);
    }

    private static void IsTheSum(JsonElement expected, string prefix, string suffix, JsonElement sum)
    {
        double microseconds = new[] { "carve", "optimize", "emit" }.Sum(step => expected.GetProperty(prefix + step + suffix).GetDouble()) * 1000;
        Assert.InRange(sum.GetInt64(), microseconds - 1.01, microseconds + 0.01);
    }
}
