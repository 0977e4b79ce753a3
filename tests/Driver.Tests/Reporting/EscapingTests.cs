using LtoPar.Driver.Reporting;
using LtoPar.Driver.Reporting.Comparing;
using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reports.LogFile;
using LtoPar.Driver.Reports.StatisticsFile;
using LtoPar.TestSupport;

namespace LtoPar.Driver.Tests.Reporting;

/// <summary>Names come from somebody's program, and logs from anywhere: nothing in them becomes markup, or shows otherwise than it is.</summary>
public sealed class EscapingTests
{
    public static TheoryData<string> Hostile =>
    [
        "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\" onclick=\"alert(1)", "' onclick='alert(1)", "a&lt;b",
        "</title></svg></table>", "]]>", "<!--", "x\u202Eevil\u202C", "a\u2066b\u2069", "zero\u200Bwidth", "nul\0in", "line\nend", "\u001b[31m", "{0}{1}",
        "javascript:alert(1)",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_report_shows_every_name_and_runs_none(string name) => Shows(ReportPage.Print(Everywhere(name)), name);

    [Theory]
    [MemberData(nameof(Hostile))]
    public void So_does_a_comparison(string name)
    {
        RunComparison comparison = new(Everywhere(name), Logs.Of(50, 60));
        Shows(ComparisonPage.Print(comparison, name, "after"), name);
        Assert.DoesNotContain(ComparisonText.Print(comparison), c => char.IsControl(c) && c != '\n');
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("d\u00e9j\u00e0 \u4e16 \U0001F600", "d\u00e9j\u00e0 \u4e16 \U0001F600")]
    [InlineData("x\u202Ey", "x\\u{202E}y")]
    [InlineData("a\tb", "a\\u{9}b")]
    public void What_would_not_be_seen_is_spelled_out(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text + "\u0001")[..^5]);

    [Fact]
    public void Half_a_pair_is_replaced() => Assert.Equal("half \ufffd\\u{1}", VisibleText.Of("half \ud83d\u0001"));

    [Fact]
    public void Values_are_escaped_and_markup_is_not()
    {
        Html html = new Html().Add($"<b title=\"{"\"'<>&"}\">{1.5:0.00} {new SafeMarkup("<i>")}{null}</b>");
        Assert.Equal("<b title=\"&quot;&#39;&lt;&gt;&amp;\">1.50 <i></b>", html.ToString());
    }

    private static void Shows(string page, string name)
    {
        Assert.Empty(HtmlText.Problems(page));
        Assert.Contains(VisibleText.Of(name), HtmlText.TextOf(page), StringComparison.Ordinal);
        Assert.Single(page.Split("<script"), part => part.StartsWith('>'));
        Assert.DoesNotContain(page, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain('\u202E', page);
    }

    private static LogDocument Everywhere(string name)
    {
        LogDocument log = Logs.Of(50, 60, 70);
        return log with
        {
            Input = name,
            Output = name,
            Options = [name],
            LtoPar = name,
            Llvm = name,
            Machine = log.Machine with { Executor = name },
            Stages = [.. log.Stages.Select(s => s with { Name = s.Name == "load" ? name : s.Name })],
            Partitions =
            [
                .. log.Partitions.Select((p, i) => p with
                {
                    Name = name + i, First = name + i, LargestFunction = name, Host = name, Cache = i == 0 ? name : p.Cache, CacheWhy = name,
                }),
            ],
            Cut = new LogCut(1, 1, 1, 1, 1, [new LogPair(name, name, 1, 1)], [new LogEdge(name, name, name, name, 1, 1)]),
            Promoted = new LogSymbols(1, 1, [new LogSymbol(name, name, name, 1, 1, name) { NewName = name }]),
            Together = new LogTogether(1, [new LogRule(name, name, 1, 1)], [new LogGroup(name, name, 2, 1, [name])]),
            Cache = new CacheDocument(1, 1, [new NotKeptDocument(name, 1)]) { Remote = new RemoteCacheDocument(1, [new RemoteMissDocument(name, 1)], 1, 1, 1) },
            Notes = [name],
        };
    }
}
