using System.Text;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Reports.TraceFile;

namespace LtoPar.Driver.Tests.Reports.TraceFile;

/// <summary>LLVM's record of passes, as the events of a step.</summary>
public sealed class TracedPassesTests
{
    [Fact]
    public void Sums_and_events_without_a_length_are_left_out()
    {
        IReadOnlyList<PassRun> passes = Read(
            """{"ph":"X","name":"B","ts":4,"dur":2,"tid":1,"args":{"detail":"f"}}""",
            """{"ph":"X","name":"A","ts":4,"dur":9,"tid":1}""",
            """{"ph":"b","name":"C","ts":4,"tid":1}""",
            """{"ph":"X","name":"Total A","ts":0,"dur":9,"tid":2,"args":{"count":1}}""",
            """{"ph":"M","name":"process_name","ts":0,"args":{"name":"x"}}""");
        Assert.Equal([new PassRun("A", "", 4, 13), new PassRun("B", "f", 4, 6)], passes);
    }

    [Fact]
    public void What_rounding_lets_end_too_late_ends_with_what_it_is_in()
    {
        PassRun[] passes = [new("outer", "m", 0, 5), new("inner", "f", 2, 6), new("innermost", "", 5, 6), new("late", "g", 8, 99)];
        TraceEvent[] events = [.. TracedPasses.In(new TraceSpan(100, 110), passes, 100, row: 3)];
        Assert.Equal([(100, 5), (102, 3), (105, 1), (108, 2)], events.Select(e => ((int)e.Ts!, (int)e.Dur!)));
        Assert.Equal(["m", "f", null, "g"], events.Select(e => e.Args!.Detail));
        Assert.All(events, e => Assert.Equal(("pass", 3), (e.Cat, e.Tid)));
    }

    private static IReadOnlyList<PassRun> Read(params string[] events) =>
        PassRun.Read(Encoding.UTF8.GetBytes($$"""{"traceEvents":[{{string.Join(',', events)}}],"beginningOfTime":1}"""));
}
