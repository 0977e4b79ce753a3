using LtoPar.Driver.Reporting.Markup;

namespace LtoPar.Driver.Reporting.Sections;

/// <summary>The key of a chart's colours.</summary>
internal static class Legend
{
    /// <param name="entries">The class of the colour, and what it stands for.</param>
    public static void Add(Html html, params (string Class, string Meaning)[] entries)
    {
        html.AddConstant("<ul class=\"key\" aria-label=\"Colours\">");
        foreach ((string style, string meaning) in entries)
        {
            html.Add($"<li><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><rect width=\"14\" height=\"14\" class=\"{style}\"/></svg>{meaning}</li>");
        }

        html.AddConstant("</ul>\n");
    }
}
