using LtoPar.Driver.Reports.TraceFile;

namespace LtoPar.Driver.Tests.Reports.TraceFile;

/// <summary>Spans of a row do not overlap, and there are no more rows than there have to be.</summary>
public sealed class TraceRowsTests
{
    [Fact]
    public void A_span_goes_to_the_first_row_that_is_free()
    {
        TraceSpan[] spans = [new(0, 10), new(0, 4), new(4, 6), new(7, 12), new(10, 11), new(11, 11), new(11, 20)];
        Assert.Equal([1, 0, 0, 0, 1, 1, 1], TraceRows.Assign(spans));
        Assert.Empty(TraceRows.Assign([]));
    }

    [Fact]
    public void There_are_as_many_rows_as_spans_at_the_same_time()
    {
        Random random = new(17);
        for (int round = 0; round < 200; round++)
        {
#pragma warning disable CA5394 // a test's numbers are no secret
            TraceSpan[] spans = [.. Enumerable.Range(0, 40).Select(_ => random.Next(100)).Select(start => new TraceSpan(start, start + 1 + random.Next(20)))];
#pragma warning restore CA5394
            IReadOnlyList<int> rows = TraceRows.Assign(spans);
            int most = Enumerable.Range(0, 121).Max(t => spans.Count(s => s.Start <= t && t < s.End));
            Assert.Equal(most, rows.Max() + 1);
            for (int i = 0; i < spans.Length; i++)
            {
                Assert.DoesNotContain(
                    Enumerable.Range(0, i), j => rows[i] == rows[j] && spans[i].Start < spans[j].End && spans[j].Start < spans[i].End);
            }
        }
    }

    [Fact]
    public void Ends_are_rounded_and_not_lengths()
    {
        TraceSpan whole = TraceSpan.Of(TimeSpan.FromTicks(19), TimeSpan.FromTicks(41));
        Assert.Equal(new TraceSpan(1, 4), whole);
        Assert.Equal(new TraceSpan(1, 2), TraceSpan.Of(TimeSpan.FromTicks(19), TimeSpan.FromTicks(29)).Within(whole));
        Assert.Equal(new TraceSpan(4, 4), new TraceSpan(5, 9).Within(whole));
    }
}
