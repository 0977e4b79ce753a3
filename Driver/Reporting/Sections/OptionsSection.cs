using LtoPar.Driver.Reporting.Markup;
using LtoPar.Driver.Reports.LogFile;

namespace LtoPar.Driver.Reporting.Sections;

/// <summary>What the run was asked for, and what it had to remark.</summary>
internal static class OptionsSection
{
    public static void Add(Html html, LogDocument log)
    {
        html.AddConstant("<p>");
        foreach (string option in log.Options)
        {
            html.Add($"<code>{option}</code> ");
        }

        html.AddConstant("</p>\n");
        if (log.Notes.Count > 0)
        {
            html.AddConstant("<h3>Notes</h3><ul>");
            foreach (string note in log.Notes)
            {
                html.Add($"<li>{note}</li>");
            }

            html.AddConstant("</ul>\n");
        }
    }
}
