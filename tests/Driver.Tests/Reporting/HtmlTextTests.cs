using LtoPar.TestSupport;

namespace LtoPar.Driver.Tests.Reporting;

/// <summary>What the tests of reports look for is found where it is.</summary>
public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<h1>a &lt; b</h1><p id=\"x\">1 <a href=\"#x\">2</a></p><svg role=\"img\" aria-label=\"c\"><rect x1=\"1\"/></svg>")]
    [InlineData("<h1>a</h1></h2>", "</h2> closes <>")]
    [InlineData("<b><i></b></i>", "</b> closes <i>", "</i> closes <b>")]
    [InlineData("<p>", "<p> is not closed")]
    [InlineData("<p id=\"x\"></p><p id=\"x\"></p>", "two have the identity x")]
    [InlineData("<h1></h1><h3></h3>", "h3 follows h1")]
    [InlineData("<svg role=\"img\"></svg>", "a picture has no name: <svg role=\"img\">")]
    [InlineData("<a href=\"#y\"></a>", "nothing has the identity y")]
    [InlineData("<img src=\"x.png\">", "loads src=\"x.png\"")]
    [InlineData("1 < 2 && 3", "loose '<'", "loose '&'", "loose '&'")]
    [InlineData("<p a='1'></p>", "</p> closes <>", "loose '<'", "loose '>'")]
    public void A_wrong_page_is_told_from_a_right_one(string body, params string[] problems) =>
        Assert.Equal(problems, HtmlText.Problems("<!DOCTYPE html>\n<script>if (1 < 2 && 3) { }</script>" + body));
}
